/** Looks at one step before it may run: its key, an earlier result to use, or the reasons why it must run. */
import type { Plan, PlanStep } from '../../compiler/ir/plan.js';
import type { Artifact } from '../../protocol/artifact.js';
import type { StepRecord } from '../../protocol/record.js';
import type { RunHeader } from '../../protocol/run.js';
import { History } from '../keys/explain.js';
import { findHit, restoreWrittenFiles, type HitFacts } from '../keys/hit.js';
import type { MissReason } from '../keys/miss.js';
import { keyFacts, stepKey, stepParameters, type KeyFacts } from '../keys/step-key.js';
import type { PythonEnvironment } from '../python/environment.js';
import { FileObserver } from '../store/files.js';
import { recordedPath, type Workspace } from '../store/workspace.js';

export interface ExaminationContext {
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly python: PythonEnvironment;
  /** Of the run that is about to use the results. */
  readonly header: Pick<RunHeader, 'parameters' | 'cwd'>;
  /** The environment that steps get, without secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** Steps whose earlier results are ignored. */
  readonly fresh: ReadonlySet<string>;
}

export type Examination =
  | { readonly kind: 'hit'; readonly key: string; readonly record: StepRecord }
  | { readonly kind: 'miss'; readonly key: string; readonly reasons: readonly MissReason[] };

/** Values by step and name, as far as the run has got. */
export type StepOutputs = ReadonlyMap<string, Readonly<Record<string, Artifact>>>;

export class Examiner {
  constructor(private readonly context: ExaminationContext) {
    const { workspace, plan, header, python, environment } = context;
    const { distributions } = python;
    this.files = new FileObserver(workspace);
    this.facts = {
      workspace,
      folder: recordedPath(workspace, header.cwd),
      files: this.files,
      distributions,
      environment
    };
    this.history = new History(workspace, { pipeline: plan.name, folder: header.cwd });
  }

  /** Examines a step whose inputs all exist. Changes nothing in the workspace. */
  async examine(step: PlanStep, outputs: StepOutputs): Promise<Examination> {
    const facts = this.factsOf(step, outputs);
    const key = stepKey(facts);
    if (this.context.fresh.has(step.name)) {
      return { kind: 'miss', key, reasons: [{ kind: 'fresh' }] };
    }
    const result = await findHit(step, key, this.facts);
    if (result.hit) {
      return { kind: 'hit', key, record: result.record };
    }
    const [first] = result.reasons;
    const reasons = first?.kind === 'no-record' ? this.history.differences(step, facts) : result.reasons;
    return { kind: 'miss', key, reasons };
  }

  /** Makes the workspace look as if the step had run. */
  async restoreFiles(record: StepRecord): Promise<void> {
    await restoreWrittenFiles(record, this.facts);
  }

  /** Must be called when a step has run: it may have changed any file. */
  filesMayHaveChanged(): void {
    this.files.forget();
  }

  private factsOf(step: PlanStep, outputs: StepOutputs): KeyFacts {
    const { plan, header, python } = this.context;
    return keyFacts(step, stepInputs(step, outputs), {
      parameters: stepParameters(plan, step, header.parameters),
      python: python.description.python
    });
  }

  private readonly files: FileObserver;
  private readonly facts: HitFacts;
  private readonly history: History;
}

/** The stored values that a step takes, by name. */
export function stepInputs(step: PlanStep, outputs: StepOutputs): Readonly<Record<string, Artifact>> {
  return Object.fromEntries(
    step.inputs.map(({ name, from }) => {
      const artifact = outputs.get(from)?.[name];
      if (artifact === undefined) {
        throw new Error(`step ${step.name} needs ${name}, which ${from} has not stored`);
      }
      return [name, artifact];
    })
  );
}
