/** How the server says no: every error as a status and a body that tells the user what to do. */
import type { Diagnostic } from '../../compiler/index.js';
import type { Refusal } from '../../protocol/api.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { OperationalCode } from '../../protocol/operational-error.js';

/** The notebook cannot be run as it stands. */
export class NotebookRefusal extends Error {
  override readonly name = 'NotebookRefusal';

  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super('The notebook has problems that keep it from running');
  }
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function refusalOf(error: unknown): Answer {
  if (error instanceof NotebookRefusal) {
    return notebookRefusal(error);
  }
  if (error instanceof OperationalError) {
    const { code, message, hint, retryable } = error;
    return answer(statuses[code], { code, message, hint, retryable });
  }
  return answer(500, {
    code: 'bug',
    message: 'Collard made a mistake',
    hint: 'Please report it with the lines about collard in the log of the Jupyter server.',
    retryable: false
  });
}

/** Whether the error is our own mistake, which belongs into the log. */
export function isBug(error: unknown): boolean {
  return !(error instanceof OperationalError || error instanceof NotebookRefusal);
}

const statuses: Readonly<Record<OperationalCode, number>> = {
  'not-found': 404,
  'invalid-input': 400,
  'wrong-method': 405,
  'too-large': 413,
  unauthorized: 401,
  'outside-root': 403,
  'python-missing': 422,
  'kernel-unsuitable': 422,
  'cluster-failed': 502,
  'secret-missing': 422,
  'run-active': 409,
  'run-pinned': 409,
  'object-missing': 410,
  'object-damaged': 410,
  'disk-full': 507,
  'node-too-old': 503,
  'store-unreadable': 500,
  'store-read-only': 500,
  'runtime-failed': 500,
  internal: 500
};

function notebookRefusal({ message, diagnostics }: NotebookRefusal): Answer {
  const error = { code: 'notebook-problems', message, hint: 'Fix the errors among its problems.', retryable: false };
  return { status: 422, body: { error, diagnostics: diagnostics.map(problem => ({ ...problem })) } satisfies Refusal };
}

function answer(status: number, error: Refusal['error']): Answer {
  return { status, body: { error } satisfies Refusal };
}
