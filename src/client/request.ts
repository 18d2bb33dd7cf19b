/** One request to the server behind Jupyter. Jupyter's own settings bring the address, the token and the cross-site check. */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type * as z from 'zod';
import { refusalSchema } from '../../protocol/api.js';
import { ServerRefusal } from './server-refusal.js';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** @throws ServerRefusal when there is no answer, or one that says no. */
export async function send(
  settings: ServerConnection.ISettings,
  path: string,
  { method = 'GET', query = {}, body, headers = {}, signal }: RequestOptions = {}
): Promise<Response> {
  const url = URLExt.join(settings.baseUrl, path) + URLExt.objectToQueryString(query);
  const init: RequestInit = {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal })
  };
  let response: Response;
  try {
    response = await ServerConnection.makeRequest(url, init, settings);
  } catch (error) {
    throw new ServerRefusal(0, 'unreachable', `The Jupyter server does not answer (${messageOf(error)})`, '', true);
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

/** The same for an answer in JSON, checked against its schema. */
export async function request<T>(
  settings: ServerConnection.ISettings,
  path: string,
  schema: z.ZodType<T>,
  options: RequestOptions = {}
): Promise<T> {
  const response = await send(settings, path, options);
  const answer = schema.safeParse(await response.json());
  if (!answer.success) {
    throw new ServerRefusal(
      response.status,
      'other-version',
      'The server answers in a way that this page does not understand',
      'Restart the Jupyter server and reload the page: they may be of two versions of Collard.',
      false
    );
  }
  return answer.data;
}

/** Our own refusals say what to do; those of Jupyter's doorkeeper have a message at most. */
async function refusal(response: Response): Promise<ServerRefusal> {
  const text = await response.text();
  const ours = refusalSchema.safeParse(parsed(text));
  if (ours.success) {
    const { error, diagnostics } = ours.data;
    return new ServerRefusal(response.status, error.code, error.message, error.hint, error.retryable, diagnostics);
  }
  const hint =
    response.status === 403 ? 'Reload the page to log in again.' : 'See the log of the Jupyter server for the reason.';
  const { status, statusText } = response;
  return new ServerRefusal(
    status,
    `http-${status}`,
    `The server answered ${status} ${statusText}`,
    hint,
    status >= 500
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
