/** Marks the problems of a notebook in the editors of its cells, and the line where its last run failed. */
import type { CodeCell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { ReadyCells } from '../pipeline/ready-cells.js';
import type { INotebookPipeline, IRunModel } from '../tokens.js';
import { EditorMarks } from './editor-marks.js';
import { failedLineOf } from './failed-line.js';
import { problemsByCell, type ProblemsByCell } from './problems-by-cell.js';

/** Milliseconds of work between two chances for the page to draw. */
const slice = 8;

export class NotebookProblems implements IDisposable {
  constructor(private readonly pipeline: INotebookPipeline) {
    this.marks = new EditorMarks(fix => pipeline.applyFix(fix));
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
      clearTimeout(this.rest);
      this.cells.dispose();
      Signal.disconnectReceiver(this);
    }
  }

  private onCellReady(_: unknown, cell: CodeCell): void {
    this.show(cell, this.problems());
  }

  private onRunChanged(): void {
    this.run?.changed.disconnect(this.onRunProgress, this);
    this.run = this.pipeline.run;
    this.run?.changed.connect(this.onRunProgress, this);
    this.refresh();
  }

  /** Only failures matter, and there are few. */
  private onRunProgress(): void {
    const steps = Object.values(this.run?.view.steps ?? {});
    const failures = steps.filter(({ phase }) => phase === 'failed').length;
    if (failures !== this.failures) {
      this.failures = failures;
      this.refresh();
    }
  }

  /** Cells that show already what they should cost nothing, so that it goes on where it paused, or starts over with better knowledge. */
  private refresh(): void {
    clearTimeout(this.rest);
    const problems = this.problems();
    const start = performance.now();
    for (const cell of this.cells.all) {
      if (performance.now() - start > slice) {
        this.rest = setTimeout(() => this.refresh());
        return;
      }
      this.show(cell, problems);
    }
  }

  private problems(): ProblemsByCell {
    const { enabled, state } = this.pipeline;
    return problemsByCell(enabled && state !== null ? state.diagnostics : []);
  }

  private show(cell: CodeCell, problems: ProblemsByCell): void {
    const { editor, model } = cell;
    if (editor instanceof CodeMirrorEditor) {
      const failed = this.pipeline.enabled && this.run !== null ? failedLineOf(this.run, model) : null;
      this.marks.show(editor, problems.get(model.id) ?? [], failed);
    }
  }

  private _isDisposed = false;
  private run: IRunModel | null = null;
  private failures = 0;
  private readonly cells: ReadyCells;
  private readonly marks: EditorMarks;
  private rest: ReturnType<typeof setTimeout> | undefined;
}
