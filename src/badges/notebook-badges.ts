/**
 * Keeps a badge on every code cell of a notebook whose pipeline is shown, through moves, undo and scrolling in every windowing
 * mode. A badge is a child of its cell, and goes with it.
 */
import type { CodeCell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { PanelLayout } from '@lumino/widgets';
import { ReadyCells } from '../pipeline/ready-cells.js';
import type { ICellEditor, INotebookPipeline, IRunModel } from '../tokens.js';
import { BadgeContents } from './badge-content.js';
import { CellBadge, type BadgeActions } from './cell-badge.js';

export interface BadgeOptions {
  readonly editor: ICellEditor | null;
  readonly openRun: BadgeActions['openRun'];
  readonly trans: TranslationBundle;
}

/** Place of the badge among the parts of its cell: between the header and the input. */
const placeInCell = 1;

export class NotebookBadges implements IDisposable {
  constructor(
    private readonly pipeline: INotebookPipeline,
    private readonly options: BadgeOptions
  ) {
    this.cells = new ReadyCells(pipeline.panel.content);
    this.cells.ready.connect(this.onCellReady, this);
    pipeline.changed.connect(this.refresh, this);
    pipeline.enabledChanged.connect(this.refresh, this);
    pipeline.runChanged.connect(this.onRunChanged, this);
    this.onRunChanged();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      clearInterval(this.clock);
      cancelAnimationFrame(this.frame);
      this.cells.all.forEach(cell => this.remove(cell));
      this.cells.dispose();
      Signal.disconnectReceiver(this);
    }
  }

  private onRunChanged(): void {
    this.run?.changed.disconnect(this.onRunProgress, this);
    this.run = this.pipeline.run;
    this.run?.changed.connect(this.onRunProgress, this);
    this.refresh();
  }

  /** Runs may report hundreds of times a second; a screen shows sixty. */
  private onRunProgress(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.refresh());
  }

  private onCellReady(_: unknown, cell: CodeCell): void {
    const contents = this.contents();
    if (contents !== null) {
      this.show(cell, contents);
    }
  }

  private refresh(): void {
    const contents = this.contents();
    for (const cell of this.cells.all) {
      if (contents === null) {
        this.remove(cell);
      } else {
        this.show(cell, contents);
      }
    }
    this.keepTime();
  }

  /** The same for many cells that become ready one after the other. Null while nothing is to be shown. */
  private contents(): BadgeContents | null {
    const { enabled, state } = this.pipeline;
    return enabled && state !== null ? new BadgeContents(state, this.run) : null;
  }

  private show(cell: CodeCell, contents: BadgeContents): void {
    const content = contents.of(cell.model.id);
    if (content !== null) {
      (this.badges.get(cell) ?? this.add(cell)).display(content);
    }
  }

  private add(cell: CodeCell): CellBadge {
    const badge = new CellBadge(this.actions(cell), this.options.trans);
    this.badges.set(cell, badge);
    cell.addClass('collard-Cell');
    (cell.layout as PanelLayout).insertWidget(placeInCell, badge);
    return badge;
  }

  private remove(cell: CodeCell): void {
    this.badges.get(cell)?.dispose();
    this.badges.delete(cell);
    cell.removeClass('collard-Cell');
  }

  private actions({ model }: CodeCell): BadgeActions {
    const { pipeline } = this;
    const { editor, openRun } = this.options;
    return {
      edit: editor === null ? null : anchor => editor.open(pipeline, model.id, anchor),
      goToStep: step => {
        const first = [...(pipeline.state?.cells.values() ?? [])].find(role => role.opens && role.step === step);
        void (first && pipeline.reveal(first.cell));
      },
      goToLine: line => void pipeline.reveal(model.id, line),
      fix: fix => pipeline.applyFix(fix),
      openRun
    };
  }

  /** A clock runs only while a step does. */
  private keepTime(): void {
    const runs = this.run?.view.phase === 'running';
    if (runs && this.clock === undefined) {
      this.clock = setInterval(() => this.cells.all.forEach(cell => this.badges.get(cell)?.tick(Date.now())), 1000);
    } else if (!runs) {
      clearInterval(this.clock);
      this.clock = undefined;
    }
  }

  private _isDisposed = false;
  private run: IRunModel | null = null;
  private frame = 0;
  private clock: ReturnType<typeof setInterval> | undefined;
  private readonly cells: ReadyCells;
  private readonly badges = new WeakMap<CodeCell, CellBadge>();
}
