/** What went wrong between us and the API server: whether trying again can help, and in words of ours. */
import { types } from 'node:util';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';

/** Also for errors of another realm, such as those that Node itself makes while a sandbox runs us. */
const { isNativeError } = types;

const statusSchema = z.looseObject({ message: z.string().optional(), reason: z.string().optional() });

/** The answer's HTTP status; null where there was no answer. */
export function statusCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) {
    return null;
  }
  const code = 'code' in error ? error.code : 'statusCode' in error ? error.statusCode : null;
  return typeof code === 'number' ? code : null;
}

/** What the API server said; else what the connection said. */
export function failureText(error: unknown): string {
  const body = typeof error === 'object' && error !== null && 'body' in error ? error.body : null;
  const said = statusSchema.safeParse(typeof body === 'string' ? parsed(body) : body).data?.message;
  if (said !== undefined) {
    return said;
  }
  if (!isNativeError(error)) {
    return String(error);
  }
  return isNativeError(error.cause) ? `${error.message}: ${error.cause.message}` : error.message;
}

/** No answer at all, too many requests, or a server in trouble. Everything else is an answer that will not change. */
export function isPassing(error: unknown): boolean {
  if (error instanceof OperationalError) {
    return error.retryable;
  }
  const code = statusCode(error);
  return code === null ? isOfConnection(error) : code === 408 || code === 429 || code >= 500;
}

/** Seconds that the server asked us to wait. */
export function retryAfter(error: unknown): number {
  const headers = typeof error === 'object' && error !== null && 'headers' in error ? error.headers : null;
  const value = z.looseObject({ 'retry-after': z.string() }).safeParse(headers).data?.['retry-after'];
  return Number(value ?? 0) || 0;
}

/** The same failure for people. `doing` continues "While …". */
export function clusterError(error: unknown, doing: string): OperationalError {
  if (error instanceof OperationalError) {
    return error;
  }
  const code = statusCode(error);
  const message = `${capital(doing)} failed: ${failureText(error)}`;
  return new OperationalError(code === 403 || code === 401 ? 'unauthorized' : 'cluster-failed', message, {
    hint: hint(code),
    retryable: isPassing(error),
    cause: error
  });
}

function hint(code: number | null): string {
  switch (code) {
    case null:
      return 'Check that the cluster can be reached: kubectl cluster-info.';
    case 401:
      return 'Log in to the cluster again.';
    case 403:
      return 'Ask for the rights in deploy/author-role.yaml and deploy/workspace-role.yaml of Collard.';
    case 404:
      return 'Check the namespace, and that Argo Workflows is installed.';
    default:
      return '';
  }
}

const connectionCodes = /^(E[A-Z]{4,}|UND_ERR_[A-Z_]+)$/;
const connectionWords = /fetch failed|terminated|socket hang up|connection was closed|server response: (404|429|5\d\d)/;

function isOfConnection(error: unknown): boolean {
  if (!isNativeError(error)) {
    return false;
  }
  const hasCode = 'code' in error && typeof error.code === 'string' && connectionCodes.test(error.code);
  const wasStopped = error.name === 'AbortError' || error.name === 'TimeoutError';
  return hasCode || wasStopped || connectionWords.test(error.message);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
