/**
 * What changes in a notebook, as far as its pipeline cares, whoever changes it: keys, commands, undo, another tool, another
 * client. Outputs and other metadata are of no interest.
 */
import type { CellChange, ISharedCell, ISharedNotebook, NotebookChange } from '@jupyter/ydoc';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';

/** `text`: somebody types code. `structure`: tags, the list of cells or the settings are others now; seldom, and wants an answer at once. */
export type ChangeKind = 'text' | 'structure';

const settings = ['kubeflow_notebook', 'kernelspec', 'language_info'];

export class NotebookChanges implements IDisposable {
  constructor(private readonly notebook: ISharedNotebook) {
    notebook.changed.connect(this.onNotebookChanged, this);
    this.follow(notebook.cells);
  }

  get changed(): ISignal<this, ChangeKind> {
    return this._changed;
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

  /** Cells that leave the notebook are disposed, and take their connections with them. */
  private follow(cells: readonly ISharedCell[]): void {
    for (const cell of cells) {
      cell.changed.connect(this.onCellChanged, this);
    }
  }

  private onNotebookChanged(_: unknown, { cellsChange, metadataChange }: NotebookChange): void {
    for (const { insert } of cellsChange ?? []) {
      this.follow(insert ?? []);
    }
    if (cellsChange !== undefined || settings.some(key => metadataChange?.has(key) === true)) {
      this._changed.emit('structure');
    }
  }

  private onCellChanged(cell: ISharedCell, { metadataChange, sourceChange }: CellChange): void {
    if (metadataChange?.has('tags') === true) {
      this._changed.emit('structure');
    } else if (sourceChange !== undefined && cell.cell_type === 'code') {
      this._changed.emit('text');
    }
  }

  private _isDisposed = false;
  private readonly _changed = new Signal<this, ChangeKind>(this);
}
