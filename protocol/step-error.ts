/** How a step fails, as data: what the runtime reports and every display shows. */
import * as z from 'zod';

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

/** An error that has no place in the notebook unless one is given. */
export function stepError(
  given: Pick<StepError, 'code' | 'name' | 'message' | 'hint' | 'retryable'> & Partial<StepError>
): StepError {
  return {
    cell: null,
    line: null,
    source: null,
    column: null,
    endColumn: null,
    variable: null,
    traceback: [],
    ...given
  };
}
