/**
 * Everything that happens in a run, as a stream of facts. The runtime sends the step's own events; the engine adds those of
 * the run, numbers them, and appends them to `events.jsonl`. The state of a run is a fold over this stream.
 */
import * as z from 'zod';
import { stepErrorSchema } from './step-error.js';

export const phaseSchema = z.enum(['pending', 'running', 'succeeded', 'failed', 'skipped', 'cancelled', 'cached']);
export type Phase = z.infer<typeof phaseSchema>;

const step = { step: z.string(), attempt: z.int().positive() };

/** An nbformat output (stream, display_data, execute_result, error), passed through as it is. */
export const cellOutputSchema = z.looseObject({ output_type: z.string() });
export type CellOutput = Readonly<z.infer<typeof cellOutputSchema>>;

/** Events that a step sends itself, wherever it runs. */
export const stepEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('step-started'), ...step, key: z.string(), pid: z.int() }),
  z.strictObject({ type: z.literal('cell-started'), ...step, cell: z.string() }),
  z.strictObject({ type: z.literal('cell-output'), ...step, cell: z.string(), output: cellOutputSchema }),
  z.strictObject({ type: z.literal('cell-finished'), ...step, cell: z.string(), seconds: z.number() }),
  z.strictObject({ type: z.literal('metric'), ...step, name: z.string(), value: z.number() }),
  z.strictObject({ type: z.literal('step-warning'), ...step, code: z.string(), message: z.string() }),
  z.strictObject({
    type: z.literal('step-succeeded'),
    ...step,
    record: z.string().describe('<key>/<id>'),
    seconds: z.number(),
    outputs: z.record(z.string(), z.number()).describe('bytes by name')
  }),
  z.strictObject({ type: z.literal('step-failed'), ...step, error: stepErrorSchema, seconds: z.number() })
]);
export type StepEvent = Readonly<z.infer<typeof stepEventSchema>>;

/** Events that only the engine knows. */
export const engineEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run-started'), plan: z.string(), resumed: z.boolean() }),
  z.strictObject({
    type: z.literal('step-cached'),
    step: z.string(),
    record: z.string().describe('<key>/<id>'),
    outputs: z.record(z.string(), z.number()).describe('bytes by name'),
    metrics: z.record(z.string(), z.number())
  }),
  z.strictObject({ type: z.literal('step-missed'), step: z.string(), key: z.string(), why: z.string() }),
  z.strictObject({ type: z.literal('step-retrying'), ...step, delay: z.number() }),
  z.strictObject({ type: z.literal('step-skipped'), step: z.string(), because: z.string() }),
  z.strictObject({ type: z.literal('step-cancelled'), step: z.string() }),
  z.strictObject({
    type: z.literal('run-finished'),
    phase: z.enum(['succeeded', 'failed', 'cancelled']),
    seconds: z.number()
  })
]);
export type EngineEvent = Readonly<z.infer<typeof engineEventSchema>>;

/** An event as it stands in `events.jsonl` and goes to watchers. */
export type RunEvent = (StepEvent | EngineEvent) & { readonly sequence: number; readonly time: string };

export const runEventSchema = z
  .looseObject({ sequence: z.int().positive(), time: z.string(), type: z.string() })
  .transform((value, context): RunEvent => {
    const { sequence, time, ...event } = value;
    const known = z.union([stepEventSchema, engineEventSchema]).safeParse(event);
    if (!known.success) {
      context.addIssue({ code: 'custom', message: `unknown event ${value.type}` });
      return z.NEVER;
    }
    return { ...known.data, sequence, time };
  });
