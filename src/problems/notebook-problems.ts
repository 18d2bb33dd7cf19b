/** Marks the problems of a notebook in the editors of its cells, and the line where its last run failed. */
import type { CodeCell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { ReadyCells } from '../pipeline/ready-cells.js';
import type { INotebookPipeline, IRunModel } from '../tokens.js';
import { editorProblems, setFailedLine, setProblems } from './editor-problems.js';
import { problemTips } from './problem-tip.js';
import { failedLineOf } from './failed-line.js';
import { problemsByCell, type ProblemsByCell } from './problems-by-cell.js';

export class NotebookProblems implements IDisposable {
  constructor(private readonly pipeline: INotebookPipeline) {
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

  private refresh(): void {
    const problems = this.problems();
    for (const cell of this.cells.all) {
      this.show(cell, problems);
    }
  }

  private problems(): ProblemsByCell {
    const { enabled, state } = this.pipeline;
    return problemsByCell(enabled && state !== null ? state.diagnostics : []);
  }

  /** Says nothing to an editor that shows the same already: every transaction costs. */
  private show(cell: CodeCell, problems: ProblemsByCell): void {
    const { editor, model } = cell;
    if (!(editor instanceof CodeMirrorEditor)) {
      return;
    }
    const own = problems.get(model.id) ?? [];
    const failed = this.pipeline.enabled && this.run !== null ? failedLineOf(this.run, model) : null;
    const key = JSON.stringify([own, failed]);
    const before = this.shown.get(editor);
    if (key === (before ?? nothing)) {
      return;
    }
    if (before === undefined) {
      editor.injectExtension([editorProblems, problemTips(fix => this.pipeline.applyFix(fix))]);
    }
    this.shown.set(editor, key);
    editor.editor.dispatch({ effects: [setProblems.of(own), setFailedLine.of(failed)] });
  }

  private _isDisposed = false;
  private run: IRunModel | null = null;
  private failures = 0;
  private readonly cells: ReadyCells;
  /** What each editor shows, as text; absent for one that never showed anything. */
  private readonly shown = new WeakMap<CodeMirrorEditor, string>();
}

const nothing = JSON.stringify([[], null]);
