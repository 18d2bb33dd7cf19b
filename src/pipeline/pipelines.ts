/** The pipelines of all open notebooks, and which of them the user works in. */
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Signal, type ISignal } from '@lumino/signaling';
import type { INotebookPipeline, IPipelines } from '../tokens.js';
import type { EnableByDefault, SwitchMemory } from './enabling.js';
import { NotebookPipeline } from './notebook-pipeline.js';

export interface PipelinesOptions {
  readonly tracker: INotebookTracker;
  readonly memory: SwitchMemory;
  readonly activate: (panel: NotebookPanel) => void;
}

export class Pipelines implements IPipelines {
  constructor(private readonly options: PipelinesOptions) {
    options.tracker.currentChanged.connect(this.onCurrentChanged, this);
  }

  /** Every notebook gets one, when it opens. */
  add(panel: NotebookPanel): INotebookPipeline {
    const known = this.open.get(panel);
    if (known !== undefined) {
      return known;
    }
    const { memory, activate } = this.options;
    const pipeline = new NotebookPipeline({
      panel,
      memory,
      activate: () => activate(panel),
      enableByDefault: this._enableByDefault
    });
    this.open.set(panel, pipeline);
    pipeline.disposed.connect(this.onDisposed, this);
    this._opened.emit(pipeline);
    this.onCurrentChanged();
    return pipeline;
  }

  get(panel: NotebookPanel): INotebookPipeline | null {
    return this.open.get(panel) ?? null;
  }

  find(path: string): INotebookPipeline | null {
    return [...this.open.values()].find(pipeline => pipeline.path === path) ?? null;
  }

  get all(): readonly INotebookPipeline[] {
    return [...this.open.values()];
  }

  get opened(): ISignal<this, INotebookPipeline> {
    return this._opened;
  }

  get current(): INotebookPipeline | null {
    return this._current;
  }

  get currentChanged(): ISignal<this, INotebookPipeline | null> {
    return this._currentChanged;
  }

  set enableByDefault(value: EnableByDefault) {
    this._enableByDefault = value;
    for (const pipeline of this.open.values()) {
      pipeline.enableByDefault = value;
    }
  }

  private onDisposed(pipeline: INotebookPipeline): void {
    this.open.delete(pipeline.panel);
    this.onCurrentChanged();
  }

  /** The tracker may know of a notebook before or after it has its pipeline. */
  private onCurrentChanged(): void {
    const { currentWidget } = this.options.tracker;
    const current = currentWidget === null ? null : this.get(currentWidget);
    if (current !== this._current) {
      this._current = current;
      this._currentChanged.emit(current);
    }
  }

  private _current: INotebookPipeline | null = null;
  private _enableByDefault: EnableByDefault = 'tagged notebooks';
  private readonly open = new Map<NotebookPanel, NotebookPipeline>();
  private readonly _opened = new Signal<this, INotebookPipeline>(this);
  private readonly _currentChanged = new Signal<this, INotebookPipeline | null>(this);
}
