/** Operational errors: the outside world failed. Each has a code, a hint, and says whether trying again can help. */

export type OperationalCode =
  | 'not-found'
  | 'invalid-input'
  | 'python-missing'
  | 'node-too-old'
  | 'runtime-failed'
  | 'store-unreadable'
  | 'store-read-only'
  | 'disk-full'
  | 'object-missing'
  | 'object-damaged'
  | 'secret-missing'
  | 'run-active'
  | 'run-pinned'
  | 'wrong-method'
  | 'too-large'
  | 'unauthorized'
  | 'outside-root'
  | 'kernel-unsuitable'
  | 'cluster-failed'
  | 'internal';

export interface OperationalErrorOptions {
  readonly hint?: string;
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

export class OperationalError extends Error {
  override readonly name = 'OperationalError';
  readonly hint: string;
  readonly retryable: boolean;

  constructor(
    readonly code: OperationalCode,
    message: string,
    { hint = '', retryable = false, cause }: OperationalErrorOptions = {}
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.hint = hint;
    this.retryable = retryable;
  }
}
