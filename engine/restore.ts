/** Which stored values make up the state of a step, for a notebook or a shell to load. */
import { join } from 'node:path';
import * as z from 'zod';
import type { Plan, PlanStep } from '../compiler/ir/plan.js';
import { artifactSchema, type Artifact } from '../protocol/artifact.js';
import { OperationalError } from '../protocol/operational-error.js';
import { stepErrorSchema, type StepError } from '../protocol/step-error.js';
import type { RunHeader } from '../protocol/run.js';
import { stepParameters } from './keys/step-key.js';
import { readPlan } from './store/plans.js';
import { recordsByStep } from './store/reach.js';
import { recordOrNull } from './store/records.js';
import { readRunHeader } from './store/runs.js';
import { jsonIn, namesIn } from './store/tolerant-read.js';
import { attemptFolder, planPath, stepFolder, type Workspace } from './store/workspace.js';

type Artifacts = Readonly<Record<string, Artifact>>;

/** `inputs`: as the step began; `outputs`: as it left off; `failure`: when it raised. */
export type StateKind = 'inputs' | 'outputs' | 'failure';

export interface RestorableState {
  readonly kind: StateKind;
  readonly run: RunHeader;
  readonly step: PlanStep;
  /** Path of the plan, whose prologue and definitions belong to the state as source. */
  readonly plan: string;
  /** The step's parameters as literal text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly variables: Artifacts;
  /** Locals of the failing function; empty unless `failure`. */
  readonly locals: Artifacts;
  readonly error: StepError | null;
}

/** What else the file says, such as the step's name, is dropped: it must not take the place of what the state says. */
const failureSchema = z.object({
  error: stepErrorSchema,
  variables: z.record(z.string(), artifactSchema),
  locals: z.record(z.string(), artifactSchema)
});

/** The state asked for; `null` chooses the state at failure if the step failed, else its outputs, else its inputs. */
export function restorableState(
  workspace: Workspace,
  run: string,
  stepName: string,
  asked: StateKind | null
): RestorableState {
  const header = readRunHeader(workspace, run);
  const plan = readPlan(workspace, header.plan);
  const step = plan.steps.find(({ name }) => name === stepName);
  if (step === undefined) {
    throw new OperationalError('not-found', `The pipeline of run ${run} has no step ${stepName}`, {
      hint: `It has ${plan.steps.map(({ name }) => name).join(', ')}.`
    });
  }
  const base = baseState(workspace, header, plan, step);
  for (const kind of asked === null ? stateKinds : [asked]) {
    const state = stateOf(kind, workspace, run, step);
    if (state !== null) {
      return { ...base, ...state, kind };
    }
  }
  throw new OperationalError('not-found', `Run ${run} kept no ${asked ?? 'state'} of step ${stepName}`, {
    hint: 'Run the pipeline again, or ask for another state of the step.'
  });
}

/** The same; what a step left behind comes together with what it had been given, as far as that is still stored. */
export function stateToRestore(
  workspace: Workspace,
  run: string,
  stepName: string,
  asked: StateKind | null
): RestorableState {
  const state = restorableState(workspace, run, stepName, asked);
  const inputs = state.kind === 'outputs' ? inputState(workspace, run, state.step) : null;
  return inputs === null ? state : { ...state, variables: { ...inputs.variables, ...state.variables } };
}

/** The states that the run kept of a step, the one that tells most first. Empty when there is none, or no such step. */
export function restorableKinds(workspace: Workspace, run: string, stepName: string): readonly StateKind[] {
  const step = readPlan(workspace, readRunHeader(workspace, run).plan).steps.find(({ name }) => name === stepName);
  return step === undefined ? [] : stateKinds.filter(kind => stateOf(kind, workspace, run, step) !== null);
}

const stateKinds: readonly StateKind[] = ['failure', 'outputs', 'inputs'];

type OwnState = Pick<RestorableState, 'variables' | 'locals' | 'error'>;

function baseState(
  workspace: Workspace,
  run: RunHeader,
  plan: Plan,
  step: PlanStep
): Omit<RestorableState, 'kind' | keyof OwnState> {
  return { run, step, plan: planPath(workspace, run.plan), parameters: stepParameters(plan, step, run.parameters) };
}

function stateOf(kind: StateKind, workspace: Workspace, run: string, step: PlanStep): OwnState | null {
  switch (kind) {
    case 'failure':
      return failureState(workspace, run, step.name);
    case 'outputs':
      return outputState(workspace, run, step.name);
    case 'inputs':
      return inputState(workspace, run, step);
  }
}

function outputState(workspace: Workspace, run: string, step: string): OwnState | null {
  const reference = recordsByStep(workspace, run).get(step);
  const record = reference === undefined ? null : recordOrNull(workspace, reference);
  return record === null ? null : values(record.outputs);
}

function inputState(workspace: Workspace, run: string, step: PlanStep): OwnState | null {
  const records = recordsByStep(workspace, run);
  const inputs: Record<string, Artifact> = {};
  for (const { name, from } of step.inputs) {
    const reference = records.get(from);
    const artifact = reference === undefined ? undefined : recordOrNull(workspace, reference)?.outputs[name];
    if (artifact === undefined) {
      return null;
    }
    inputs[name] = artifact;
  }
  return values(inputs);
}

/** Of the last attempt, when that one failed. */
function failureState(workspace: Workspace, run: string, step: string): OwnState | null {
  const attempt = Math.max(0, ...attempts(stepFolder(workspace, run, step)));
  if (attempt === 0) {
    return null;
  }
  const path = join(attemptFolder(workspace, run, step, attempt), 'failure.json');
  return failureSchema.safeParse(jsonIn(path)).data ?? null;
}

function attempts(folder: string): readonly number[] {
  return namesIn(folder).map(Number).filter(Number.isInteger);
}

function values(variables: Artifacts): OwnState {
  return { variables, locals: {}, error: null };
}
