/**
 * What one step of a run shows, cell by cell: as the server has kept it, and whatever comes while the step runs. Events that
 * come while the server is being asked are held back and then applied, each exactly once by its number.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { Plan } from '../../compiler/index.js';
import type { StepCells } from '../../protocol/api.js';
import type { CellOutput, RunEvent } from '../../protocol/run-event.js';
import type { ICollardClient, IRunModel } from '../tokens.js';

export interface FeedCell {
  readonly cell: string;
  readonly source: string;
  readonly seconds: number | null;
  /** Grows; an array of its own for each attempt. */
  readonly outputs: readonly CellOutput[];
}

interface GrowingCell extends FeedCell {
  readonly outputs: CellOutput[];
}

export type FeedChange =
  | { readonly type: 'reset' }
  | { readonly type: 'cell'; readonly cell: string }
  | { readonly type: 'output'; readonly cell: string; readonly output: CellOutput };

export class StepFeed implements IDisposable {
  constructor(
    private readonly client: Pick<ICollardClient, 'cells'>,
    private readonly model: IRunModel,
    readonly step: string
  ) {
    this.seen = model.view.sequence;
    model.event.connect(this.onEvent, this);
    model.changed.connect(this.onModelChanged, this);
    void this.read();
  }

  get cells(): readonly FeedCell[] {
    return this._cells;
  }

  /** `waiting` until the server has answered for the first time. */
  get state(): 'waiting' | 'ready' {
    return this._state;
  }

  /** Why the server could not say what the step showed; what comes live is shown all the same. */
  get error(): unknown {
    return this._error;
  }

  get changed(): ISignal<this, FeedChange> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this.model.event.disconnect(this.onEvent, this);
      this.model.changed.disconnect(this.onModelChanged, this);
      Signal.clearData(this);
    }
  }

  private async read(): Promise<void> {
    this.held ??= [];
    const reading = ++this.readings;
    let answer: StepCells | null = null;
    try {
      answer = await this.client.cells(this.model.id, this.step);
      this._error = null;
    } catch (error) {
      this._error = error;
    }
    if (this._isDisposed || reading !== this.readings) {
      return;
    }
    if (answer !== null) {
      this._cells = answer.cells.map(cell => ({ ...cell, outputs: [...cell.outputs] }));
      this.applied = answer.sequence;
    }
    this._state = 'ready';
    this._changed.emit({ type: 'reset' });
    const held = this.held ?? [];
    this.held = null;
    held.forEach(event => this.apply(event));
  }

  private onEvent(_: IRunModel, event: RunEvent): void {
    const complete = event.sequence === this.seen + 1;
    this.seen = event.sequence;
    if (!complete) {
      void this.read();
    }
    if ('step' in event && event.step === this.step) {
      if (this.held !== null) {
        this.held.push(event);
      } else {
        this.apply(event);
      }
    }
  }

  /** The model was read anew over a gap: events of ours may be missing. */
  private onModelChanged(): void {
    if (this.model.view.sequence > this.seen) {
      this.seen = this.model.view.sequence;
      void this.read();
    }
  }

  private apply(event: RunEvent): void {
    if (event.sequence <= this.applied) {
      return;
    }
    this.applied = event.sequence;
    switch (event.type) {
      case 'step-started':
        this._cells = cellsOfStep(this.model.plan, this.step);
        this._changed.emit({ type: 'reset' });
        break;
      case 'step-cached':
        void this.read();
        break;
      case 'cell-output':
        this.append(event.cell, event.output);
        this._changed.emit({ type: 'output', cell: event.cell, output: event.output });
        break;
      case 'cell-finished':
        this.replace(event.cell, cell => ({ ...cell, seconds: event.seconds }));
        this._changed.emit({ type: 'cell', cell: event.cell });
        break;
      case 'cell-started':
        this._changed.emit({ type: 'cell', cell: event.cell });
        break;
      default:
    }
  }

  /** In place: a step may show thousands of outputs, and nobody keeps the array. */
  private append(cell: string, output: CellOutput): void {
    let found = this._cells.find(each => each.cell === cell);
    if (found === undefined) {
      found = newCell(this.model.plan, cell);
      this._cells = [...this._cells, found];
    }
    found.outputs.push(output);
  }

  private replace(cell: string, change: (cell: GrowingCell) => GrowingCell): void {
    this._cells = this._cells.map(each => (each.cell === cell ? change(each) : each));
  }

  private _cells: readonly GrowingCell[] = [];
  private _state: 'waiting' | 'ready' = 'waiting';
  private _error: unknown = null;
  private _isDisposed = false;
  private held: RunEvent[] | null = null;
  private readings = 0;
  /** Number of the last event of the run that came by. */
  private seen: number;
  /** Number of the last event that is contained in the cells. */
  private applied = 0;
  private readonly _changed = new Signal<this, FeedChange>(this);
}

function cellsOfStep(plan: Plan, step: string): GrowingCell[] {
  return (plan.steps.find(({ name }) => name === step)?.cells ?? []).map(cell => newCell(plan, cell));
}

function newCell(plan: Plan, cell: string): GrowingCell {
  const source = plan.cells.find(({ id }) => id === cell)?.source ?? '';
  return { cell, source, seconds: null, outputs: [] };
}
