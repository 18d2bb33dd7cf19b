/** One run on this machine: carries out what the scheduler decides, and writes down what happens. */
import type { PlanStep } from '../../compiler/ir/plan.js';
import type { Artifact } from '../../protocol/artifact.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { StepRecord } from '../../protocol/record.js';
import type { RunEvent } from '../../protocol/run-event.js';
import type { RunHandle } from '../engine.js';
import { describeMiss } from '../keys/miss.js';
import type { StepRequest } from '../python/step-process.js';
import { readRecord, recordReference } from '../store/records.js';
import { writeStepResult } from '../store/runs.js';
import { Examiner } from './examination.js';
import { Journal } from './journal.js';
import { Scheduler, type SchedulerAction } from './scheduler.js';
import type { AttemptListener, AttemptOutcome } from './step-attempt.js';
import { freshSteps, StepStarter, type RunContext } from './step-starter.js';

export type RunOutcome = 'succeeded' | 'failed' | 'cancelled';

export class LocalRun implements RunHandle {
  readonly id: string;
  readonly scheduler: Scheduler;

  /** `past` is what an earlier engine wrote; empty for a new run. */
  constructor(
    private readonly context: RunContext,
    past: readonly RunEvent[]
  ) {
    const { header, steps, secrets, workspace } = context;
    this.id = header.id;
    this.scheduler = new Scheduler(steps, header.jobs);
    this.examiner = new Examiner({
      ...context,
      environment: secrets.shared,
      fresh: freshSteps(context)
    });
    this.starter = new StepStarter(context, this.outputs);
    this.journal = new Journal({
      workspace,
      run: this.id,
      past,
      mask: value => secrets.mask(value),
      broken: error => this.breakDown(error)
    });
    this.ended.promise.catch(() => undefined); // whoever asks sees a failure; nobody has to ask
  }

  /** Starts working. `settle` first tells the scheduler what an earlier engine left. */
  begin(settle: () => void = () => undefined, resumed = false): void {
    this.journal.emit({ type: 'run-started', plan: this.context.header.plan, resumed });
    settle();
    this.advance();
  }

  watch(after = 0): AsyncIterable<RunEvent> {
    return this.journal.watch(after);
  }

  finished(): Promise<RunOutcome> {
    return this.ended.promise;
  }

  async cancel(): Promise<void> {
    if (!this.over) {
      this.stopRetries();
      for (const step of this.scheduler.cancel().filter(name => !this.starter.isRunning(name))) {
        this.journal.emit({ type: 'step-cancelled', step });
      }
      this.starter.stopAll();
      this.advance();
    }
    await this.ended.promise.catch(() => undefined);
  }

  /** Lets go of the run without stopping its steps, so that another engine can take it up. */
  abandon(): void {
    this.starter.abandonAll();
    this.fail(new OperationalError('run-active', `The engine let run ${this.id} go`, { retryable: true }));
  }

  /** The step has the results of this record, made now or earlier. */
  keepResult(step: string, record: StepRecord): void {
    this.outputs.set(step, record.outputs);
    this.scheduler.succeeded(step);
  }

  /** Waits for a process that an earlier engine started `secondsAgo`. */
  takeUp(step: PlanStep, request: StepRequest, secondsAgo: number): void {
    this.keys.set(step.name, request.key);
    this.scheduler.adopted(step.name, request.attempt);
    this.starter.adopt(request, step, secondsAgo, this.listener(step.name, request.attempt));
  }

  private listener(step: string, attempt: number): AttemptListener {
    return {
      event: event => this.journal.emit(event),
      ended: outcome => this.guarded(() => this.attemptEnded(step, outcome)),
      gone: () => this.guarded(() => this.attemptGone(step, attempt))
    };
  }

  /** Does everything that can be done now. Steps that hit are settled here and now, one after the other. */
  private advance(): void {
    if (!this.advancing) {
      this.advancing = true;
      void this.advanceAll().catch((error: unknown) => this.breakDown(error));
    }
  }

  private async advanceAll(): Promise<void> {
    for (let action = this.nextAction(); action !== null; action = this.nextAction()) {
      await this.perform(action);
    }
    this.advancing = false;
    this.finishWhenDone();
  }

  private nextAction(): SchedulerAction | null {
    return this.over ? null : this.scheduler.next();
  }

  private async perform(action: SchedulerAction): Promise<void> {
    const step = this.step(action.step);
    switch (action.kind) {
      case 'examine':
        return this.examine(step);
      case 'start':
        return this.starter.start(
          step,
          action.attempt,
          this.keys.get(step.name) ?? '',
          this.listener(step.name, action.attempt)
        );
    }
  }

  private async examine(step: PlanStep): Promise<void> {
    const examination = await this.examiner.examine(step, this.outputs);
    if (this.over || this.scheduler.outcome !== null) {
      return; // cancelled meanwhile
    }
    if (examination.kind === 'hit') {
      await this.reuse(step, examination.record);
      return;
    }
    const { key, reasons } = examination;
    this.keys.set(step.name, key);
    this.starter.warmUp();
    this.journal.emit({ type: 'step-missed', step: step.name, key, why: describeMiss(reasons) });
    this.scheduler.missed(step.name);
  }

  private async reuse({ name: step, metrics: asked }: PlanStep, record: StepRecord): Promise<void> {
    await this.examiner.restoreFiles(record);
    const outputs = Object.fromEntries(Object.entries(record.outputs).map(([name, { bytes }]) => [name, bytes]));
    const names = new Set(asked.map(({ name }) => name));
    const metrics = Object.fromEntries(Object.entries(record.metrics).filter(([name]) => names.has(name)));
    this.journal.emit({ type: 'step-cached', step, record: recordReference(record), outputs, metrics });
    this.keepResult(step, record);
  }

  private attemptEnded(step: string, outcome: AttemptOutcome): void {
    this.examiner.filesMayHaveChanged();
    switch (outcome.kind) {
      case 'succeeded':
        this.keepResult(step, readRecord(this.context.workspace, outcome.record));
        break;
      case 'failed':
        this.attemptFailed(step, outcome.attempt);
        break;
      case 'cancelled':
        this.journal.emit({ type: 'step-cancelled', step });
        break;
      case 'lost':
        this.journal.emit({ type: 'step-retrying', step, attempt: this.scheduler.lost(step), delay: 0 });
        break;
    }
    this.advance();
  }

  private attemptGone(step: string, attempt: number): void {
    this.starter.maskLog(step, attempt);
    this.advance();
  }

  private attemptFailed(step: string, attempt: number): void {
    if (this.scheduler.outcome !== null) {
      return; // cancelled while it failed: nothing follows from it
    }
    const consequence = this.scheduler.failed(step);
    if (consequence.kind === 'retry') {
      const { delay } = consequence;
      this.journal.emit({ type: 'step-retrying', step, attempt: consequence.attempt, delay });
      this.retries.add(setTimeout(() => this.retry(step), delay * 1000));
      return;
    }
    writeStepResult(this.context.workspace, this.id, step, { phase: 'failed', attempt, record: null });
    for (const { step: skipped, because } of consequence.skipped) {
      this.journal.emit({ type: 'step-skipped', step: skipped, because });
    }
  }

  private retry(step: string): void {
    this.scheduler.retryDue(step);
    this.advance();
  }

  private finishWhenDone(): void {
    const phase = this.scheduler.outcome;
    if (this.over || phase === null || !this.starter.idle) {
      return;
    }
    const seconds = (Date.now() - Date.parse(this.context.header.created)) / 1000;
    this.journal.emit({ type: 'run-finished', phase, seconds });
    this.over = true;
    try {
      this.journal.end();
      this.ended.resolve(phase);
    } catch (error) {
      this.ended.reject(error);
    }
  }

  /** The outside world failed under us, say a full disk: stop, and let whoever waits see why. */
  private breakDown(error: unknown): void {
    this.starter.stopAll();
    this.fail(error instanceof Error ? error : new Error(String(error)));
  }

  private fail(error: Error): void {
    if (!this.over) {
      this.over = true;
      this.stopRetries();
      this.journal.end(error);
      this.ended.reject(error);
    }
  }

  private guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.breakDown(error);
    }
  }

  private stopRetries(): void {
    this.retries.forEach(timer => clearTimeout(timer));
    this.retries.clear();
  }

  private step(name: string): PlanStep {
    const step = this.context.steps.find(candidate => candidate.name === name);
    if (step === undefined) {
      throw new Error(`the run has no step ${name}`);
    }
    return step;
  }

  private readonly examiner: Examiner;
  private readonly starter: StepStarter;
  private readonly journal: Journal;
  private readonly outputs = new Map<string, Readonly<Record<string, Artifact>>>();
  private readonly keys = new Map<string, string>();
  private readonly retries = new Set<NodeJS.Timeout>();
  private readonly ended = Promise.withResolvers<RunOutcome>();
  private advancing = false;
  private over = false;
}
