/**
 * One run in the browser: the state it was read with, and every event since. Events that the state contains already change
 * nothing, so the order in which both arrive does not matter.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import type { RunDetail, RunSummary } from '../../protocol/api.js';
import type { Phase, RunEvent } from '../../protocol/run-event.js';
import { applyRunEvent, type RunView } from '../../protocol/run-view.js';
import type { Plan } from '../../compiler/index.js';
import type { IRunModel } from '../tokens.js';

export class RunModel implements IRunModel {
  constructor(detail: RunDetail) {
    this.plan = detail.plan;
    this._view = detail.view;
    this._summary = detail.summary;
  }

  readonly plan: Plan;

  get id(): string {
    return this._summary.id;
  }

  get view(): RunView {
    return this._view;
  }

  get summary(): RunSummary {
    return this._summary;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get event(): ISignal<this, RunEvent> {
    return this._event;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get disposed(): ISignal<this, void> {
    return this._disposed;
  }

  /** Takes in one more event. Returns false when one before it is missing, so that the run must be read anew. */
  apply(event: RunEvent): boolean {
    if (event.sequence <= this._view.sequence) {
      return true;
    }
    if (event.sequence > this._view.sequence + 1) {
      return false;
    }
    this._view = applyRunEvent(this._view, event);
    this._summary = { ...this._summary, ...summaryOf(this._view) };
    this._event.emit(event);
    this.announce();
    return true;
  }

  /** Replaces everything by what the server says now. */
  reset({ view, summary }: RunDetail): void {
    if (view.sequence >= this._view.sequence) {
      this._view = view;
    }
    this._summary = { ...summary, ...(view.sequence >= this._view.sequence ? {} : summaryOf(this._view)) };
    this.announce();
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._disposed.emit();
      Signal.clearData(this);
    }
  }

  /** Events come in bursts; whoever draws is told once a frame at most. */
  private announce(): void {
    if (this.announced) {
      return;
    }
    this.announced = true;
    queueMicrotask(() => {
      this.announced = false;
      if (!this._isDisposed) {
        this._changed.emit();
      }
    });
  }

  private _view: RunView;
  private _summary: RunSummary;
  private _isDisposed = false;
  private announced = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _event = new Signal<this, RunEvent>(this);
  private readonly _disposed = new Signal<this, void>(this);
}

/** The part of a summary that follows from the view. */
function summaryOf({ phase, seconds, steps }: RunView): Pick<RunSummary, 'phase' | 'seconds' | 'metrics' | 'steps'> {
  const counts: Partial<Record<Phase, number>> = {};
  const metrics: Record<string, number> = {};
  for (const step of Object.values(steps)) {
    counts[step.phase] = (counts[step.phase] ?? 0) + 1;
    Object.assign(metrics, step.metrics);
  }
  return { phase, seconds, metrics, steps: counts };
}
