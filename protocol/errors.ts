/** Operational errors: the outside world failed. Each has a code, a hint, and says whether trying again can help. */
import { z } from 'zod';

/** A failure inside a step, as the runtime reports it: mapped to the notebook, ready to be shown. */
export const stepErrorSchema = z.strictObject({
  code: z.enum([
    'cell-raised',
    'load-failed',
    'save-failed',
    'metric-failed',
    'timeout',
    'killed',
    'environment',
    'internal'
  ]),
  name: z.string().describe('exception class, or a word such as "timeout"'),
  message: z.string(),
  hint: z.string(),
  cell: z.string().nullable(),
  line: z.int().positive().nullable().describe('line in the cell'),
  source: z.string().nullable().describe('that line'),
  column: z.int().nonnegative().nullable(),
  endColumn: z.int().nonnegative().nullable(),
  variable: z.string().nullable(),
  traceback: z.array(z.string()).readonly(),
  retryable: z.boolean()
});
export type StepError = Readonly<z.infer<typeof stepErrorSchema>>;

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
