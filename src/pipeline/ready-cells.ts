/**
 * The code cells of a notebook whose widgets are complete. In most windowing modes a cell begins as a placeholder and becomes complete when it
 * comes near; one that is moved comes back as another widget.
 */
import { CodeCell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';

export class ReadyCells implements IDisposable {
  constructor(private readonly notebook: Notebook) {
    notebook.modelChanged.connect(this.followModel, this);
    this.followModel();
  }

  /** Once for each cell, and not while this object is being made. */
  get ready(): ISignal<this, CodeCell> {
    return this._ready;
  }

  /** Those that are complete now, in the order of the notebook. */
  get all(): readonly CodeCell[] {
    return this.notebook.widgets.filter((cell): cell is CodeCell => this.seen.has(cell) && !cell.isDisposed);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.disconnectReceiver(this);
      Signal.clearData(this);
    }
  }

  private followModel(): void {
    this.notebook.model?.cells.changed.connect(this.look, this);
    this.look();
  }

  private look(): void {
    for (const cell of this.notebook.widgets) {
      if (cell instanceof CodeCell && !this.waited.has(cell)) {
        this.waited.add(cell);
        void cell.ready.then(() => this.take(cell));
      }
    }
  }

  private take(cell: CodeCell): void {
    if (!this._isDisposed && !cell.isDisposed) {
      this.seen.add(cell);
      this._ready.emit(cell);
    }
  }

  private _isDisposed = false;
  private readonly waited = new WeakSet<object>();
  private readonly seen = new WeakSet<object>();
  private readonly _ready = new Signal<this, CodeCell>(this);
}
