/** The engine that runs steps on this machine. Keeps warm interpreters between runs; everything else is in the workspace. */
import type { Plan } from '../../compiler/ir/plan.js';
import type { RunEvent } from '../../protocol/run-event.js';
import type { RunHeader } from '../../protocol/run.js';
import type { Engine, RunHandle, SubmitOptions } from '../engine.js';
import { Interpreters } from '../python/interpreters.js';
import { readEvents } from '../store/event-file.js';
import { waitForGarbageCollection } from '../store/garbage-lock.js';
import { claimRun, releaseRun } from '../store/ownership.js';
import { readPlan, storePlan } from '../store/plans.js';
import { createRun, readRunHeader } from '../store/runs.js';
import { openWorkspace, type Workspace } from '../store/workspace.js';
import { settleSteps } from './attach.js';
import { explainSteps, type StepExplanation } from './explain-steps.js';
import { withKernelVariables } from './kernel-variables.js';
import { LocalRun, type RunOutcome } from './local-run.js';
import { Secrets, withoutSecrets } from './secrets.js';
import type { RunContext } from './step-starter.js';
import { checkOptions, runHeader, selectedSteps } from './submission.js';

export interface LocalEngineOptions {
  readonly workspace: Workspace;
  /** The step runner: `collard/runtime`, or the `.pyz` made from it. */
  readonly runtime: string;
  /** Where an attached run takes secrets and the environment of its steps from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Those of the workspace, when they are there already; the engine closes them. */
  readonly interpreters?: Interpreters;
}

export class LocalEngine implements Engine {
  constructor(private readonly options: LocalEngineOptions) {
    openWorkspace(options.workspace);
    this.interpreters = options.interpreters ?? new Interpreters(options.workspace, options.runtime);
  }

  async submit(plan: Plan, options: SubmitOptions): Promise<RunHandle> {
    const { workspace } = this.options;
    checkOptions(plan, options);
    const steps = selectedSteps(plan, options.only);
    const environment = withKernelVariables(options.environment, options.kernelVariables);
    const secrets = new Secrets(plan, steps, environment);
    const python = await this.interpreters.environments.describe(options.python);
    const header = runHeader(plan, storePlan(workspace, plan), options);
    createRun(workspace, header);
    await this.claim(header.id);
    const context = { workspace, plan, header, steps, python, secrets, launchers: this.interpreters.launchers };
    const run = this.keep(new LocalRun(context, []));
    run.begin();
    return run;
  }

  async attach(id: string): Promise<RunHandle> {
    const { workspace, environment } = this.options;
    const own = this.runs.get(id);
    if (own !== undefined) {
      return own;
    }
    const header = readRunHeader(workspace, id);
    const plan = readPlan(workspace, header.plan);
    const steps = selectedSteps(plan, header.only);
    const past = readEvents(workspace, id);
    const ended = past.find(event => event.type === 'run-finished');
    if (ended !== undefined) {
      return finishedRun(id, past, ended.phase);
    }
    const secrets = new Secrets(plan, steps, withKernelVariables(environment, header.kernelVariables));
    const python = await this.interpreters.environments.describe(header.python);
    await this.claim(id);
    const context: RunContext = {
      workspace,
      plan,
      header,
      steps,
      python,
      secrets,
      launchers: this.interpreters.launchers
    };
    const run = this.keep(new LocalRun(context, past));
    run.begin(() => settleSteps(run, context, past), true);
    return run;
  }

  /** What a run of this plan would find: for each step whether it hits, and if not, why. Runs and changes nothing. */
  async explain(plan: Plan, options: SubmitOptions): Promise<readonly StepExplanation[]> {
    checkOptions(plan, options);
    const python = await this.interpreters.environments.describe(options.python);
    const steps = selectedSteps(plan, options.only);
    const header: RunHeader = runHeader(plan, '', options);
    const environment = withoutSecrets(plan, withKernelVariables(options.environment, options.kernelVariables));
    return explainSteps({ workspace: this.options.workspace, plan, header, steps, python, environment });
  }

  /** Memory of the warm interpreters in bytes, by executable. */
  residentBytes(): ReadonlyMap<string, number> {
    return this.interpreters.launchers.residentBytes();
  }

  async close(): Promise<void> {
    for (const run of this.runs.values()) {
      run.abandon();
    }
    this.interpreters.close();
    await Promise.resolve();
  }

  /** Ownership first, then a look for a garbage collection, which does the same in the other order. */
  private async claim(run: string): Promise<void> {
    claimRun(this.options.workspace, run);
    await waitForGarbageCollection(this.options.workspace);
  }

  private keep(run: LocalRun): LocalRun {
    this.runs.set(run.id, run);
    const forget = (): void => {
      this.runs.delete(run.id);
      releaseRun(this.options.workspace, run.id);
    };
    run.finished().then(forget, forget);
    return run;
  }

  private readonly interpreters: Interpreters;
  private readonly runs = new Map<string, LocalRun>();
}

/** A run that has ended can still be watched. */
function finishedRun(id: string, past: readonly RunEvent[], phase: RunOutcome): RunHandle {
  return {
    id,
    watch: (after = 0) => ({ [Symbol.asyncIterator]: () => replay(past.filter(event => event.sequence > after)) }),
    cancel: () => Promise.resolve(),
    finished: () => Promise.resolve(phase)
  };
}

function replay(events: readonly RunEvent[]): AsyncIterator<RunEvent> {
  const iterator = events.values();
  return { next: () => Promise.resolve(iterator.next()) };
}
