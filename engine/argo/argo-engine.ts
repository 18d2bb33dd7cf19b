/** The engine that runs plans on Kubernetes: one Argo Workflow a run, on a copy of the workspace's volume. */
import type { Plan } from '../../compiler/ir/plan.js';
import type { Engine, RunHandle, SubmitOptions } from '../engine.js';
import { connect } from '../kubernetes/connect.js';
import { withKernelVariables } from '../local/kernel-variables.js';
import { withoutSecrets } from '../local/secrets.js';
import { checkOptions, runHeader, selectedSteps } from '../local/submission.js';
import type { PythonEnvironments } from '../python/environment.js';
import { readEvents } from '../store/event-file.js';
import { waitForGarbageCollection } from '../store/garbage-lock.js';
import { claimRun, releaseRun } from '../store/ownership.js';
import { readPlan } from '../store/plans.js';
import { storeProgram } from '../store/program.js';
import { recordOrNull } from '../store/records.js';
import { recordsByStep } from '../store/reach.js';
import { createRun, readRunHeader } from '../store/runs.js';
import { openWorkspace, type Workspace } from '../store/workspace.js';
import { ArgoRun, type ArgoContext } from './argo-run.js';
import { earlierResults, type EarlierResults } from './earlier-results.js';
import { objectName } from './names.js';
import { readSubmission, writeSubmission, type ArgoTarget } from './target.js';

export interface ArgoEngineOptions {
  readonly workspace: Workspace;
  /** Where new runs go; a run that is taken up again goes on where it is. */
  readonly target: ArgoTarget;
  /** Path of `runtime.pyz`. */
  readonly archive: string;
  /** The text of collard/courier.py. */
  readonly courier: string;
  /** Describes the Python of this machine, so that results from here can be used; null: none can. */
  readonly environments: PythonEnvironments | null;
  /** Told what the author should know and no step is about: how the volume is made, what is copied. */
  readonly notify: (message: string) => void;
}

export class ArgoEngine implements Engine {
  constructor(private readonly options: ArgoEngineOptions) {
    openWorkspace(options.workspace);
  }

  async submit(plan: Plan, options: SubmitOptions): Promise<RunHandle> {
    const { workspace, target, archive } = this.options;
    checkOptions(plan, options);
    const steps = selectedSteps(plan, options.only);
    const program = storeProgram(workspace, plan, archive);
    const header = { ...runHeader(plan, program.plan, options), target: 'argo' };
    const earlier = await this.earlier(plan, options);
    createRun(workspace, header);
    await this.claim(header.id);
    const submission = {
      target,
      name: objectName(plan.name, header.id),
      steps: steps.map(({ name }) => name).filter(name => !earlier.has(name)),
      runtime: program.runtime
    };
    writeSubmission(workspace, header.id, submission);
    return this.begin({ plan, header, steps, submission, earlier }, []);
  }

  async attach(id: string): Promise<RunHandle> {
    const { workspace } = this.options;
    const own = this.runs.get(id);
    if (own !== undefined) {
      return own;
    }
    const header = readRunHeader(workspace, id);
    const plan = readPlan(workspace, header.plan);
    const submission = readSubmission(workspace, id);
    const steps = selectedSteps(plan, header.only);
    await this.claim(id);
    const earlier = this.resultsAtSubmission(id, submission.steps);
    return this.begin({ plan, header, steps, submission, earlier }, readEvents(workspace, id));
  }

  async close(): Promise<void> {
    await Promise.all([...this.runs.values()].map(run => run.abandon()));
  }

  private begin(
    run: Pick<ArgoContext, 'plan' | 'header' | 'steps' | 'submission' | 'earlier'>,
    past: ReturnType<typeof readEvents>
  ): RunHandle {
    const { workspace, courier, notify } = this.options;
    const { target } = run.submission;
    const context = { ...run, workspace, courier, notify, connect: () => connect(target) };
    const begun = new ArgoRun(context, past);
    this.runs.set(begun.id, begun);
    const forget = (): void => {
      this.runs.delete(begun.id);
      releaseRun(workspace, begun.id);
    };
    begun.finished().then(forget, forget);
    begun.begin(past.length > 0);
    return begun;
  }

  private async earlier(plan: Plan, options: SubmitOptions): Promise<EarlierResults> {
    const { workspace, environments } = this.options;
    if (environments === null) {
      return new Map();
    }
    const steps = selectedSteps(plan, options.only);
    const asked = steps.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
    return earlierResults(steps, {
      workspace,
      plan,
      python: await environments.describe(options.python),
      header: runHeader(plan, '', options),
      environment: withoutSecrets(plan, withKernelVariables(options.environment, options.kernelVariables)),
      fresh: new Set(options.fresh ? asked.map(({ name }) => name) : [])
    });
  }

  private resultsAtSubmission(run: string, submitted: readonly string[]): EarlierResults {
    const found = [...recordsByStep(this.options.workspace, run)]
      .filter(([step]) => !submitted.includes(step))
      .map(([step, reference]) => [step, recordOrNull(this.options.workspace, reference)] as const);
    return new Map(found.flatMap(([step, record]) => (record === null ? [] : [[step, record] as const])));
  }

  private async claim(run: string): Promise<void> {
    claimRun(this.options.workspace, run);
    await waitForGarbageCollection(this.options.workspace);
  }

  private readonly runs = new Map<string, ArgoRun>();
}
