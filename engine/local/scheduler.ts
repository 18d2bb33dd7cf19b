/**
 * The order of a run, as a state machine without clock, disk or process: who may go next, and what the end of one step means
 * for the others. It is told what happened and asked what to do.
 */
export interface ScheduledStep {
  readonly name: string;
  readonly after: readonly string[];
  /** Further attempts after a failure. */
  readonly retry: number;
}

export type SchedulerAction =
  /** All predecessors have succeeded: look for an earlier result. */
  | { readonly kind: 'examine'; readonly step: string }
  /** No earlier result, and a place is free. */
  | { readonly kind: 'start'; readonly step: string; readonly attempt: number };

export type FailureConsequence =
  | { readonly kind: 'retry'; readonly attempt: number; readonly delay: number }
  | { readonly kind: 'final'; readonly skipped: readonly SkippedStep[] };

export interface SkippedStep {
  readonly step: string;
  /** The step that failed, directly or through others. */
  readonly because: string;
}

type State =
  'waiting' | 'examining' | 'queued' | 'running' | 'delayed' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';

interface Entry extends ScheduledStep {
  state: State;
  attempt: number;
  retriesLeft: number;
}

const longestDelay = 30;

export class Scheduler {
  constructor(
    steps: readonly ScheduledStep[],
    private readonly jobs: number
  ) {
    for (const step of steps) {
      this.entries.set(step.name, { ...step, state: 'waiting', attempt: 0, retriesLeft: step.retry });
    }
  }

  /** The next thing to do now; null when there is nothing until something else happens. */
  next(): SchedulerAction | null {
    for (const entry of this.entries.values()) {
      if (entry.state === 'waiting' && entry.after.every(name => this.hasSucceeded(name))) {
        entry.state = 'examining';
        return { kind: 'examine', step: entry.name };
      }
    }
    const queued = this.count('running') < this.jobs ? this.first('queued') : undefined;
    if (queued === undefined) {
      return null;
    }
    queued.state = 'running';
    queued.attempt += 1;
    return { kind: 'start', step: queued.name, attempt: queued.attempt };
  }

  /** The step has a result: an earlier one, or one that it has just made. */
  succeeded(step: string): void {
    this.entry(step).state = 'succeeded';
  }

  /** The step has to run. */
  missed(step: string): void {
    this.entry(step).state = 'queued';
  }

  /** A process of an earlier engine still works on the step, as its n-th attempt. */
  adopted(step: string, attempt: number): void {
    Object.assign(this.entry(step), { state: 'running', attempt });
  }

  /** Earlier attempts that must not be numbered again, such as one that went down with its machine. */
  hadAttempts(step: string, attempts: number, failures: number): void {
    const entry = this.entry(step);
    entry.attempt = attempts;
    entry.retriesLeft = Math.max(0, entry.retry - failures);
  }

  /** The step failed: it tries again after `delay` seconds, or all that depends on it is skipped. */
  failed(step: string): FailureConsequence {
    const entry = this.entry(step);
    if (entry.retriesLeft > 0) {
      const delay = Math.min(longestDelay, 0.25 * 2 ** (entry.retry - entry.retriesLeft));
      entry.retriesLeft -= 1;
      entry.state = 'delayed';
      return { kind: 'retry', attempt: entry.attempt + 1, delay };
    }
    return this.failedFinally(step);
  }

  /** The same without another attempt. */
  failedFinally(step: string): { readonly kind: 'final'; readonly skipped: readonly SkippedStep[] } {
    this.entry(step).state = 'failed';
    const skipped = this.dependents(step).filter(entry => entry.state === 'waiting');
    skipped.forEach(entry => (entry.state = 'skipped'));
    return { kind: 'final', skipped: skipped.map(entry => ({ step: entry.name, because: step })) };
  }

  /** Nobody knows how the attempt ended: the step runs again, and no retry is used up. Returns the coming attempt. */
  lost(step: string): number {
    const entry = this.entry(step);
    entry.state = 'queued';
    return entry.attempt + 1;
  }

  /** The delay of a retry is over. */
  retryDue(step: string): void {
    const entry = this.entry(step);
    if (entry.state === 'delayed') {
      entry.state = 'queued';
    }
  }

  /** Ends everything that has not ended; returns those steps. Running ones are still to be stopped by the caller. */
  cancel(): readonly string[] {
    const open = [...this.entries.values()].filter(entry => isOpen(entry.state));
    open.forEach(entry => (entry.state = 'cancelled'));
    return open.map(entry => entry.name);
  }

  /** How the run ended; null while it has not. */
  get outcome(): 'succeeded' | 'failed' | 'cancelled' | null {
    const states = new Set([...this.entries.values()].map(entry => entry.state));
    if ([...states].some(isOpen)) {
      return null;
    }
    return states.has('cancelled') ? 'cancelled' : states.has('failed') ? 'failed' : 'succeeded';
  }

  private dependents(step: string): readonly Entry[] {
    const reached = new Set([step]);
    const found: Entry[] = [];
    for (const entry of this.entries.values()) {
      if (entry.after.some(name => reached.has(name))) {
        reached.add(entry.name);
        found.push(entry);
      }
    }
    return found;
  }

  private hasSucceeded(step: string): boolean {
    return this.entries.get(step)?.state === 'succeeded';
  }

  private first(state: State): Entry | undefined {
    return [...this.entries.values()].find(entry => entry.state === state);
  }

  private count(state: State): number {
    return [...this.entries.values()].filter(entry => entry.state === state).length;
  }

  private entry(step: string): Entry {
    const entry = this.entries.get(step);
    if (entry === undefined) {
      throw new Error(`the scheduler has no step ${step}`);
    }
    return entry;
  }

  /** In plan order, in which every step comes after those it depends on. */
  private readonly entries = new Map<string, Entry>();
}

function isOpen(state: State): boolean {
  return !['succeeded', 'failed', 'skipped', 'cancelled'].includes(state);
}
