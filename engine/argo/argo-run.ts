/** One run on a cluster: submits it, turns what the Workflow and its pods say into events, and brings the results home. */
import type { Plan, PlanStep } from '../../compiler/ir/plan.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { EngineEvent, RunEvent, StepEvent } from '../../protocol/run-event.js';
import type { RunHeader } from '../../protocol/run.js';
import type { RunHandle } from '../engine.js';
import type { Cluster } from '../kubernetes/cluster.js';
import { watchObject } from '../kubernetes/watch.js';
import { Journal } from '../local/journal.js';
import type { RunOutcome } from '../local/local-run.js';
import { recordReference } from '../store/records.js';
import { writeStepResult } from '../store/runs.js';
import type { Workspace } from '../store/workspace.js';
import { ClusterRun } from './cluster-run.js';
import type { EarlierResults } from './earlier-results.js';
import { checkRights } from './preflight/rights.js';
import { StepProgress } from './step-progress.js';
import type { ArgoSubmission } from './target.js';
import { endOf, workflowApi, workflowSchema } from './workflow.js';

/** What stays the same for a run. */
export interface ArgoContext {
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly header: RunHeader;
  /** The steps that the run is about, in plan order. */
  readonly steps: readonly PlanStep[];
  readonly submission: ArgoSubmission;
  /** Results that were there when it was submitted; these steps get no pods. */
  readonly earlier: EarlierResults;
  readonly courier: string;
  readonly notify: (message: string) => void;
  readonly connect: () => Promise<Cluster>;
}

/** Seconds that pods get to end in order. */
const patience = 20;

export class ArgoRun implements RunHandle {
  readonly id: string;

  /** `past` is what an earlier engine wrote; empty for a new run. */
  constructor(
    private readonly context: ArgoContext,
    private readonly past: readonly RunEvent[]
  ) {
    this.id = context.header.id;
    this.journal = new Journal({
      workspace: context.workspace,
      run: this.id,
      past,
      mask: value => value, // the step runner has hidden secrets before anything left the pod
      broken: error => this.breakDown(error)
    });
    this.ended.promise.catch(() => undefined); // whoever asks sees a failure; nobody has to ask
  }

  begin(resumed: boolean): void {
    this.journal.emit({ type: 'run-started', plan: this.context.header.plan, resumed });
    if (!resumed) {
      this.useEarlierResults();
    }
    this.working = this.work();
    this.working.catch((error: unknown) => this.breakDown(error));
  }

  watch(after = 0): AsyncIterable<RunEvent> {
    return this.journal.watch(after);
  }

  finished(): Promise<RunOutcome> {
    return this.ended.promise;
  }

  async cancel(): Promise<void> {
    this.cancelled = true;
    await this.stop();
    await this.ended.promise.catch(() => undefined);
  }

  /** Lets go of the run; it goes on by itself, and another engine can take it up. */
  async abandon(): Promise<void> {
    this.letGo.abort();
    this.breakDown(new OperationalError('run-active', `Run ${this.id} goes on without this engine`));
    await this.working.catch(() => undefined);
  }

  private useEarlierResults(): void {
    const { workspace, earlier } = this.context;
    for (const [step, record] of earlier) {
      const reference = recordReference(record);
      const bytes = Object.entries(record.outputs).map(([name, artifact]) => [name, artifact.bytes]);
      writeStepResult(workspace, this.id, step, { phase: 'cached', attempt: 0, record: reference });
      const outputs = Object.fromEntries(bytes) as Readonly<Record<string, number>>;
      this.journal.emit({ type: 'step-cached', step, record: reference, outputs, metrics: record.metrics });
    }
  }

  private async work(): Promise<void> {
    if (this.context.submission.steps.length === 0) {
      this.end('succeeded');
      return;
    }
    const cluster = await this.context.connect();
    await checkRights(cluster, this.context.submission.target.isolation);
    const run = new ClusterRun(cluster, this.context);
    await run.submit();
    this.submitted = run;
    if (this.cancelled) {
      await this.stop();
    }
    const outcome = await this.follow(cluster);
    if (this.letGo.signal.aborted) {
      return;
    }
    await run.collect();
    await run.tidy();
    this.end(outcome);
  }

  /** From the first state of the Workflow to its last; no log is read after that, whatever ends it. */
  private async follow(cluster: Cluster): Promise<RunOutcome> {
    const tell = (event: StepEvent | EngineEvent): void => this.journal.emit(event);
    const progress = new StepProgress(cluster, this.context, this.past, tell, () => this.cancelled);
    try {
      return await this.outcomeOf(cluster, progress);
    } finally {
      progress.stop();
    }
  }

  private async outcomeOf(cluster: Cluster, progress: StepProgress): Promise<RunOutcome> {
    const { name } = this.context.submission;
    const { signal } = this.letGo;
    for await (const workflow of watchObject(cluster, { ...workflowApi, name }, workflowSchema, signal)) {
      progress.update(workflow);
      const end = endOf(workflow);
      if (end !== null) {
        await progress.settle();
        return this.cancelled ? 'cancelled' : end;
      }
    }
    if (!signal.aborted) {
      await progress.settle();
      if (!this.cancelled) {
        throw new OperationalError('cluster-failed', `Workflow ${name} was removed while it ran`);
      }
    }
    return 'cancelled'; // where we let go of it, nobody hears this
  }

  private async stop(): Promise<void> {
    const run = this.submitted;
    if (run !== null && !this.over) {
      await run.shutDown('Stop');
      setTimeout(() => {
        if (!this.over) {
          run.shutDown('Terminate').catch((error: unknown) => this.breakDown(error));
        }
      }, patience * 1000).unref();
    }
  }

  private end(outcome: RunOutcome): void {
    if (!this.over) {
      this.over = true;
      const seconds = (Date.now() - Date.parse(this.context.header.created)) / 1000;
      this.journal.emit({ type: 'run-finished', phase: outcome, seconds });
      this.journal.end();
      this.ended.resolve(outcome);
    }
  }

  private breakDown(error: unknown): void {
    if (!this.over) {
      this.over = true;
      const failure = error instanceof Error ? error : new Error(String(error));
      this.letGo.abort();
      this.journal.end(failure);
      this.ended.reject(failure);
    }
  }

  private readonly journal: Journal;
  private readonly ended = Promise.withResolvers<RunOutcome>();
  private readonly letGo = new AbortController();
  private working: Promise<void> = Promise.resolve();
  private submitted: ClusterRun | null = null;
  private cancelled = false;
  private over = false;
}
