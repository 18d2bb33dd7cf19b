/** A run as it is submitted and as it is listed. */
import * as z from 'zod';
import { phaseSchema } from './run-event.js';

export const runHeaderSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  plan: z.string().describe('digest of the plan'),
  pipeline: z.string(),
  notebook: z.string().nullable().describe('path relative to the workspace'),
  target: z.string(),
  created: z.string(),
  parameters: z.record(z.string(), z.string()).describe('every parameter of the plan, as Python literal text'),
  only: z.array(z.string()).readonly().describe('names of the steps asked for; empty: all'),
  fresh: z.boolean(),
  jobs: z.int().positive(),
  python: z.string(),
  cwd: z.string(),
  title: z.string().default('').describe('a word of the user about this run'),
  origin: z
    .enum(['command', 'server'])
    .default('command')
    .describe('who submitted it: a server takes up its own runs again when it comes back'),
  kernelVariables: z
    .record(z.string(), z.string())
    .default({})
    .describe('what the kernel adds to the environment of the steps, as its kernelspec has it')
});
export type RunHeader = Readonly<z.infer<typeof runHeaderSchema>>;

/** `steps/<step>/result.json` of a run: how the step ended. Written once, atomically, by whoever ended it. */
export const stepResultSchema = z.strictObject({
  phase: phaseSchema,
  attempt: z.int().nonnegative(),
  record: z.string().nullable().describe('<key>/<id> when succeeded or cached')
});
export type StepResult = Readonly<z.infer<typeof stepResultSchema>>;
