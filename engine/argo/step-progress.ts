/** Follows the steps of a Workflow: their pods' logs tell what happens in them, the Workflow tells the rest. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineEvent, RunEvent, StepEvent } from '../../protocol/run-event.js';
import { applyRunEvent, foldRunEvents, isFinal, type RunView } from '../../protocol/run-view.js';
import type { Cluster } from '../kubernetes/cluster.js';
import { inWords } from '../kubernetes/waiting-reason.js';
import { attemptFolder } from '../store/workspace.js';
import type { ArgoContext } from './argo-run.js';
import { outcomeEvents } from './outcome.js';
import { StepLog } from './step-log.js';
import { nodesOfSteps, type NodeOfStep, type Workflow } from './workflow.js';

/** Code of the warning that says why a pod does not start. */
export const podWaiting = 'pod-waiting';
/** Seconds that a log may go on after its pod has ended. */
const lastWords = 15;

type Emit = (event: StepEvent | EngineEvent) => void;

interface Followed {
  readonly done: Promise<void>;
  /** Whether the log has told how the attempt ended. */
  hasConcluded: boolean;
  /** Takes in what the Workflow says about the end; null while that has not come. */
  closing: Promise<void> | null;
}

export class StepProgress {
  constructor(
    private readonly cluster: Cluster,
    private readonly context: ArgoContext,
    past: readonly RunEvent[],
    private readonly emit: Emit,
    private readonly isCancelled: () => boolean
  ) {
    this.view = foldRunEvents(
      context.steps.map(({ name }) => name),
      past
    );
    this.sequence = this.view.sequence;
    past.filter(isOfPod).forEach(event => {
      const key = attemptKey(event.step, 'attempt' in event ? event.attempt : 1);
      this.toldBefore.set(key, (this.toldBefore.get(key) ?? 0) + 1);
    });
  }

  /** Takes in what the Workflow says now. */
  update(workflow: Workflow): void {
    for (const node of nodesOfSteps(workflow, this.context.plan)) {
      this.updateNode(node);
    }
  }

  /** When the Workflow has ended: waits for the last words of pods; what has not ended by itself was cancelled or skipped. */
  async settle(): Promise<void> {
    await Promise.all([...this.followed.values()].map(({ closing, done }) => closing ?? withinReason(done)));
    for (const name of this.context.submission.steps) {
      const phase = this.view.steps[name]?.phase ?? 'pending';
      if (!isFinal(phase)) {
        this.tell(this.isCancelled() ? stepCancelled(name) : this.skipped(name));
      }
    }
  }

  /** Reads no further logs. */
  stop(): void {
    this.letGo.abort();
  }

  private updateNode(node: NodeOfStep): void {
    const key = attemptKey(node.step, node.attempt);
    switch (node.phase) {
      case 'waiting':
        this.explainWaiting(node);
        break;
      case 'running':
        this.follow(node);
        break;
      case 'succeeded':
      case 'failed': {
        const followed = this.followed.get(key) ?? this.follow(node);
        followed.closing ??= this.close(node, followed);
        break;
      }
      case 'left-out':
        if (!isFinal(this.view.steps[node.step]?.phase ?? 'pending')) {
          this.tell(this.skipped(node.step));
        }
    }
  }

  private explainWaiting({ step, attempt, message }: NodeOfStep): void {
    const reason = inWords(message)?.message;
    if (reason !== undefined && this.saidOfWaiting.get(step) !== reason) {
      this.saidOfWaiting.set(step, reason);
      this.tell({ type: 'step-warning', step, attempt, code: podWaiting, message: `its pod waits: ${reason}` });
    }
  }

  private follow(node: NodeOfStep): Followed {
    const key = attemptKey(node.step, node.attempt);
    const known = this.followed.get(key);
    if (known !== undefined) {
      return known;
    }
    if (node.attempt > 1) {
      this.tellRetry(node);
    }
    const followed: Followed = { done: this.readLog(node, key), hasConcluded: false, closing: null };
    this.followed.set(key, followed);
    return followed;
  }

  private tellRetry({ step, attempt }: NodeOfStep): void {
    const seen = this.view.steps[step];
    if (seen?.phase === 'failed' && seen.attempt === attempt - 1) {
      this.tell({ type: 'step-retrying', step, attempt, delay: 0 });
    }
  }

  private async readLog(node: NodeOfStep, key: string): Promise<void> {
    const { step, attempt, pod } = node;
    const folder = attemptFolder(this.context.workspace, this.context.header.id, step, attempt);
    const log = new StepLog(this.cluster, pod, folder, this.toldBefore.get(key) ?? 0);
    await log.follow(
      event => this.tellOfPod(event, key),
      () => this.isOver(key),
      this.letGo.signal
    );
  }

  private isOver(key: string): boolean {
    const followed = this.followed.get(key);
    return followed !== undefined && (followed.hasConcluded || followed.closing !== null);
  }

  private tellOfPod(event: StepEvent | EngineEvent, key: string): void {
    const followed = this.followed.get(key);
    if (followed !== undefined && ['step-succeeded', 'step-failed', 'step-cached'].includes(event.type)) {
      followed.hasConcluded = true;
    }
    this.tell(event);
  }

  private async close(node: NodeOfStep, followed: Followed): Promise<void> {
    await withinReason(followed.done);
    const step = this.context.plan.steps.find(({ name }) => name === node.step);
    const seen = this.view.steps[node.step];
    const wasToldBefore = seen !== undefined && isFinal(seen.phase) && seen.attempt >= node.attempt;
    if (step !== undefined && !followed.hasConcluded && !wasToldBefore && seen?.phase !== 'cached') {
      outcomeEvents(step, node).forEach(event => this.tell(event));
    }
  }

  private skipped(step: string): EngineEvent {
    const after = this.context.plan.steps.find(({ name }) => name === step)?.after ?? [];
    const because = after.find(name => ['failed', 'skipped'].includes(this.view.steps[name]?.phase ?? ''));
    return { type: 'step-skipped', step, because: because ?? after[0] ?? step };
  }

  private tell(said: StepEvent | EngineEvent): void {
    // A step that was stopped has not failed.
    const event = said.type === 'step-failed' && this.isCancelled() ? stepCancelled(said.step) : said;
    this.sequence += 1;
    this.view = applyRunEvent(this.view, { ...event, sequence: this.sequence, time: new Date().toISOString() });
    this.emit(event);
  }

  private view: RunView;
  private sequence: number;
  private readonly toldBefore = new Map<string, number>();
  private readonly followed = new Map<string, Followed>();
  private readonly saidOfWaiting = new Map<string, string>();
  private readonly letGo = new AbortController();
}

function stepCancelled(step: string): EngineEvent {
  return { type: 'step-cancelled', step };
}

function attemptKey(step: string, attempt: number): string {
  return `${step}/${attempt}`;
}

/** Events that come out of pods' logs, as far as they can be told from those of the engine. */
function isOfPod(event: RunEvent): event is Exclude<RunEvent, { type: 'run-started' | 'run-finished' }> {
  switch (event.type) {
    case 'run-started':
    case 'run-finished':
    case 'step-retrying':
    case 'step-skipped':
    case 'step-cancelled':
      return false;
    case 'step-warning':
      return event.code !== podWaiting;
    default:
      return true;
  }
}

function withinReason(done: Promise<void>): Promise<void> {
  return Promise.race([done, sleep(lastWords * 1000, undefined, { ref: false })]);
}
