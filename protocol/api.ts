/**
 * What the browser and the server say to each other over HTTP: a table of routes, and what goes in and out of each. Both sides
 * check what they receive against these schemas. Paths of notebooks are relative to the root of the Jupyter server, with `/`.
 */
import * as z from 'zod';
import { planSchema } from '../compiler/ir/plan.js';
import { artifactSchema } from './artifact.js';
import { cellOutputSchema, phaseSchema } from './run-event.js';
import { runViewSchema } from './run-view.js';
import { stepErrorSchema } from './step-error.js';

/** Where everything below stands on the Jupyter server. */
export const apiRoot = 'collard/api';

/** The door itself, answered by Jupyter's own process: whether the server behind it runs, and if not, why. */
export const statusPath = 'collard/status';

export const statusSchema = z.object({
  version: z.string().describe('of the Python package; the browser warns when its own differs'),
  state: z.enum(['stopped', 'starting', 'running', 'failed']),
  node: z.string().describe('such as v24.1.0; empty when there is none'),
  error: z.string().describe('why it does not run; empty when it does, or was not needed yet'),
  hint: z.string().describe('what to type or to do about it'),
  stderr: z.array(z.string()).readonly().describe('the last lines that the server complained with')
});
export type Status = Readonly<z.infer<typeof statusSchema>>;

/** `POST runs?kernel=<name>` and `POST explanation?kernel=<name>`: the notebook as it stands in the editor, saved or not. */
export const submitRequestSchema = z.strictObject({
  path: z.string().describe('of the notebook; its folder is where the steps work'),
  notebook: z.unknown().describe('nbformat JSON'),
  parameters: z.record(z.string(), z.string()).default({}).describe('overrides by name, as Python literal text'),
  only: z.array(z.string()).readonly().default([]).describe('steps asked for; empty: all'),
  fresh: z.boolean().default(false).describe('do not use earlier results'),
  jobs: z.int().positive().nullable().default(null).describe('steps at a time; null: one a processor'),
  title: z.string().max(200).default('').describe('a word of the user about this run')
});
export type SubmitRequest = z.input<typeof submitRequestSchema>;

export const runSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  pipeline: z.string(),
  notebook: z.string().nullable().describe('its path; null when it lies outside of the root, or nobody knows'),
  target: z.string(),
  created: z.string(),
  phase: z
    .enum(['pending', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted'])
    .describe('interrupted: its engine has died, and nobody has taken it up again'),
  seconds: z.number().nullable(),
  parameters: z.record(z.string(), z.string()),
  metrics: z.record(z.string(), z.number()),
  steps: z.partialRecord(phaseSchema, z.int()).describe('how many steps are in each phase'),
  pinned: z.boolean()
});
export type RunSummary = Readonly<z.infer<typeof runSummarySchema>>;

/** `GET runs?path=<notebook>`: newest first; without a path those of every notebook. */
export const runListSchema = z.object({ runs: z.array(runSummarySchema).readonly() });

/** `POST runs`, `POST runs/<id>/retry` */
export const submittedSchema = z.object({ run: runSummarySchema });

/** `GET runs/<id>` */
export const runDetailSchema = z.object({
  summary: runSummarySchema,
  plan: planSchema,
  only: z.array(z.string()).readonly().describe('names of the steps asked for; empty: all'),
  view: runViewSchema
});
export type RunDetail = Readonly<z.infer<typeof runDetailSchema>>;

/** `POST runs/<id>/pin` */
export const pinRequestSchema = z.strictObject({ pinned: z.boolean() });

/** One value that went into a step or came out of it, described without loading it. */
export const variableSchema = z.object({
  name: z.string(),
  from: z.string().nullable().describe('the step that made it; null for the step itself'),
  artifact: artifactSchema
});
export type Variable = Readonly<z.infer<typeof variableSchema>>;

const fileSchema = z.object({ path: z.string(), size: z.number() });

/** `GET runs/<id>/steps/<step>` */
export const stepDetailSchema = z.object({
  step: z.string(),
  phase: phaseSchema,
  attempt: z.int(),
  because: z.string().nullable().describe('why it was executed, reused or skipped'),
  inputs: z.array(variableSchema).readonly(),
  outputs: z.array(variableSchema).readonly(),
  reads: z.array(fileSchema).readonly(),
  writes: z.array(fileSchema).readonly(),
  distributions: z.record(z.string(), z.string()),
  python: z.string(),
  error: stepErrorSchema.nullable(),
  failure: z
    .object({ variables: z.array(variableSchema).readonly(), locals: z.array(variableSchema).readonly() })
    .nullable()
    .describe('the state that was kept when it failed')
});
export type StepDetail = Readonly<z.infer<typeof stepDetailSchema>>;

/** `GET runs/<id>/steps/<step>/cells`: what the step executed, with what each cell showed. Of the last attempt, also while it runs. */
export const stepCellsSchema = z.object({
  sequence: z.int().describe('number of the last event that is contained'),
  cells: z
    .array(
      z.object({
        cell: z.string(),
        source: z.string(),
        seconds: z.number().nullable(),
        outputs: z.array(cellOutputSchema).readonly()
      })
    )
    .readonly()
});
export type StepCells = Readonly<z.infer<typeof stepCellsSchema>>;

export const stateKindSchema = z.enum(['inputs', 'outputs', 'failure']);

/** `GET runs/<id>/steps/<step>/state?kind=<kind>`: what a restore would bring, for the user to agree to. */
export const stepStateSchema = z.object({
  kind: stateKindSchema,
  kinds: z.array(stateKindSchema).readonly().describe('the states that this step has'),
  variables: z.array(variableSchema).readonly(),
  locals: z.array(variableSchema).readonly(),
  error: stepErrorSchema.nullable()
});
export type StepState = Readonly<z.infer<typeof stepStateSchema>>;

/** `POST runs/<id>/steps/<step>/restore` */
export const restoreRequestSchema = z.strictObject({
  kind: stateKindSchema.nullable(),
  only: z
    .array(z.string())
    .readonly()
    .nullable()
    .default(null)
    .describe('what to load, as the report of a restore names it; null: everything')
});
export const restoreResponseSchema = z.object({
  kind: stateKindSchema,
  code: z.string().describe('for the kernel of the notebook; loads the state and reports about every object')
});

/** `POST explanation`: what a run would do, step by step, without doing it. */
export const explanationSchema = z.object({
  steps: z.array(z.object({ step: z.string(), hit: z.boolean(), why: z.string() })).readonly()
});
export type Explanation = Readonly<z.infer<typeof explanationSchema>>;

/** `GET environment?path=<notebook>&kernel=<name>`: where a run of the notebook would take place. */
export const environmentSchema = z.object({
  python: z.string().describe('executable'),
  version: z.string(),
  jobs: z.int().describe('steps at a time unless asked otherwise'),
  workspace: z.string().describe('folder that holds the results')
});
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

const sides = { left: z.string().nullable(), right: z.string().nullable() };
const difference = z.object({ name: z.string(), ...sides });

/** `GET comparison?left=<id>&right=<id>` : only what differs, but every metric. */
export const comparisonSchema = z.object({
  left: runSummarySchema,
  right: runSummarySchema,
  parameters: z.array(difference).readonly(),
  metrics: z
    .array(z.object({ name: z.string(), left: z.number().nullable(), right: z.number().nullable() }))
    .readonly(),
  steps: z
    .array(
      z.object({
        step: z.string(),
        only: z.enum(['left', 'right']).nullable().describe('the run that alone has this step'),
        code: z
          .array(z.object({ cell: z.string(), left: z.string().nullable(), right: z.string().nullable() }))
          .readonly()
          .describe('cells whose text differs in meaning, with both texts'),
        inputs: z.array(difference).readonly().describe('previews of inputs whose values differ'),
        files: z.array(difference).readonly().describe('digests of files read whose content differs'),
        libraries: z.array(difference).readonly().describe('versions')
      })
    )
    .readonly()
});
export type Comparison = Readonly<z.infer<typeof comparisonSchema>>;

/** What a refusal holds, whatever the route. `diagnostics` only when the notebook is at fault. */
export const refusalSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), hint: z.string(), retryable: z.boolean() }),
  diagnostics: z
    .array(
      z.looseObject({
        code: z.string(),
        severity: z.enum(['error', 'warning', 'info']),
        message: z.string(),
        hint: z.string(),
        cell: z.string().optional()
      })
    )
    .readonly()
    .optional()
});
export type Refusal = Readonly<z.infer<typeof refusalSchema>>;
