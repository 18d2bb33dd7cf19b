/**
 * The plan: what a compiled pipeline is, for every engine. One `Plan` is run unchanged by the local engine, by a pod and by
 * a tuning trial, so it holds no word of any target, no path and no clock. Values are plain JSON; the schema is the contract,
 * the types are derived from it.
 */
import * as z from 'zod';
import { PLAN_VERSION } from './plan-version.js';

/** A literal that a parameter may hold: what JSON can say, so that every engine can pass it. */
export type ParameterValue =
  null | boolean | number | string | readonly ParameterValue[] | { readonly [key: string]: ParameterValue };

const parameterValue: z.ZodType<ParameterValue> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(parameterValue),
    z.record(z.string(), parameterValue)
  ])
);

export const parameterTypeSchema = z.enum(['int', 'float', 'str', 'bool', 'none', 'list', 'dict']);
export type ParameterType = z.infer<typeof parameterTypeSchema>;

/** A named value that a run may override. */
export const parameterSchema = z.strictObject({
  name: z.string(),
  type: parameterTypeSchema,
  literal: z.string().describe('the value as canonical Python text: what the step evaluates, and what its key holds'),
  value: parameterValue.describe('the same value for people and tools, as near as JSON comes'),
  cell: z.string().describe('id of the cell that declares it'),
  line: z.int().positive()
});
export type Parameter = Readonly<z.infer<typeof parameterSchema>>;

/** The text of one notebook cell that some step executes. */
export const planCellSchema = z.strictObject({
  id: z.string(),
  position: z.int().nonnegative().describe('place among the code cells of the notebook, from 0'),
  source: z.string().describe('as written, IPython syntax included')
});
export type PlanCell = Readonly<z.infer<typeof planCellSchema>>;

/**
 * One piece of code that a step executes, in order. `prologue` cells (imports, functions) and `definition` pieces (imports,
 * functions and classes of earlier steps, repeated here) run before the inputs are loaded; `body` cells run after.
 */
export const codeBlockSchema = z.strictObject({
  kind: z.enum(['prologue', 'definition', 'body']),
  cell: z.string(),
  line: z.int().positive().describe('line of the cell where this piece starts'),
  source: z.string().optional().describe('absent: the whole cell')
});
export type CodeBlock = Readonly<z.infer<typeof codeBlockSchema>>;

/**
 * One part of the code that can change what a step produces. `digest` is the SHA-256 of the normal form, which knows no
 * comment, layout or quote style. Parts have names so that a cache miss can be explained.
 */
export const slicePartSchema = z.strictObject({
  name: z.string().describe('a defined name such as "clean", or "cell <id>" for a part of the body'),
  digest: z.string()
});
export type SlicePart = Readonly<z.infer<typeof slicePartSchema>>;

export const inputSchema = z.strictObject({ name: z.string(), from: z.string().describe('the step that provides it') });
export type Input = Readonly<z.infer<typeof inputSchema>>;

export const outputSchema = z.strictObject({
  name: z.string(),
  cell: z.string().describe('the cell that binds it last'),
  line: z.int().positive()
});
export type Output = Readonly<z.infer<typeof outputSchema>>;

export const metricSchema = z.strictObject({
  name: z.string().describe('as shown and reported: underscores become dashes'),
  variable: z.string()
});
export type Metric = Readonly<z.infer<typeof metricSchema>>;

/** A secret by reference: `env` of the step is filled from the caller's environment or from a cluster secret. */
export const secretSchema = z.strictObject({ secret: z.string(), key: z.string(), env: z.string() });
export type Secret = Readonly<z.infer<typeof secretSchema>>;

export const stepSchema = z.strictObject({
  name: z.string(),
  cells: z.array(z.string()).readonly().describe('ids of its own cells, in notebook order'),
  after: z.array(z.string()).readonly().describe('every step that must succeed first, declared or inferred from data'),
  inferred: z.array(z.string()).readonly().describe('those of `after` that no tag declares'),
  inputs: z.array(inputSchema).readonly(),
  outputs: z.array(outputSchema).readonly().describe('values that a later step reads'),
  results: z.array(outputSchema).readonly().describe('final values that no step reads; kept when they can be'),
  parameters: z.array(z.string()).readonly(),
  metrics: z.array(metricSchema).readonly(),
  code: z.array(codeBlockSchema).readonly(),
  slice: z.array(slicePartSchema).readonly(),
  surroundings: z
    .string()
    .describe('digest of all code before the body; part of the key when an input carries code of its own'),
  imports: z.array(z.string()).readonly().describe('modules named by its code, dotted, sorted'),
  limits: z.record(z.string(), z.string()).readonly(),
  labels: z.record(z.string(), z.string()).readonly(),
  annotations: z.record(z.string(), z.string()).readonly(),
  image: z.string().nullable(),
  cache: z.enum(['auto', 'enabled', 'disabled']),
  report: z.boolean(),
  secrets: z.array(secretSchema).readonly(),
  retry: z.int().nonnegative().describe('further attempts after a failure'),
  timeout: z.number().positive().nullable().describe('seconds for one attempt')
});
export type PlanStep = Readonly<z.infer<typeof stepSchema>>;

export const planSchema = z.strictObject({
  version: z.literal(PLAN_VERSION),
  name: z.string().describe('DNS-safe name of the pipeline'),
  description: z.string(),
  python: z.string().nullable().describe("the notebook's Python, such as 3.12, when it says so"),
  parameters: z.array(parameterSchema).readonly(),
  cells: z.array(planCellSchema).readonly(),
  modules: z
    .array(z.string())
    .readonly()
    .describe('modules that every step imports, whether or not it needs them; dotted, sorted: worth keeping loaded'),
  steps: z.array(stepSchema).readonly().describe('in an order that respects `after`')
});
export type Plan = Readonly<z.infer<typeof planSchema>>;
