/** The live pipeline of one open notebook: follows what its user does, compiles, and writes tags for whoever edits them. */
import { PathExt } from '@jupyterlab/coreutils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ISharedNotebook } from '@jupyter/ydoc';
import { Signal, type ISignal } from '@lumino/signaling';
import { cellRoles, editTags, renameStep, stepWordIn, type TagEdit } from '../../compiler/edit/index.js';
import type { Fix } from '../../compiler/index.js';
import type { INotebookPipeline, IRunModel, PipelineState } from '../tokens.js';
import { isPython, isTagged, type EnableByDefault, type SwitchMemory } from './enabling.js';
import { LiveCompiler } from './live-compiler.js';
import { NotebookChanges, type ChangeKind } from './notebook-changes.js';
import { contentForCompiler, contentWithoutOutputs, tagsOf } from './notebook-content.js';
import { revealCell } from './reveal-cell.js';
import { tagsAfterFix, writeTags, type TagChange } from './tag-writer.js';

export interface PipelineOptions {
  readonly panel: NotebookPanel;
  readonly enableByDefault: EnableByDefault;
  readonly memory: SwitchMemory;
  /** Brings the notebook to the front of the application. */
  readonly activate: () => void;
}

export class NotebookPipeline implements INotebookPipeline {
  constructor({ panel, enableByDefault, memory, activate }: PipelineOptions) {
    this.panel = panel;
    this.activate = activate;
    this.memory = memory;
    this._enableByDefault = enableByDefault;
    this.notebook = panel.context.model.sharedModel;
    this.compiler = new LiveCompiler(this.notebook, () => PathExt.basename(panel.context.path));
    this.compiler.compiled.connect(this.onCompiled, this);
    this.changes = new NotebookChanges(this.notebook);
    this.changes.changed.connect(this.onChanged, this);
    panel.context.pathChanged.connect(this.onPathChanged, this);
    panel.sessionContext.kernelChanged.connect(this.reconsider, this);
    panel.disposed.connect(this.dispose, this);
    this.reconsider();
    void this.remember();
  }

  readonly panel: NotebookPanel;

  get path(): string {
    return this.panel.context.localPath;
  }

  get kernelName(): string {
    const { session, kernelPreference } = this.panel.sessionContext;
    return session?.kernel?.name ?? kernelPreference.name ?? this.panel.context.model.defaultKernelName;
  }

  get enabled(): boolean {
    return this._enabled;
  }

  get enabledChanged(): ISignal<this, boolean> {
    return this._enabledChanged;
  }

  /** What the setting says of notebooks whose user has not chosen. */
  set enableByDefault(value: EnableByDefault) {
    this._enableByDefault = value;
    this.reconsider();
  }

  setEnabled(enabled: boolean): void {
    this.chosen = enabled;
    void this.memory.write(this.path, enabled);
    this.reconsider();
  }

  get state(): PipelineState | null {
    return this.compiler.state;
  }

  get changed(): ISignal<this, PipelineState> {
    return this._changed;
  }

  compileNow(): Promise<PipelineState> {
    return this.compiler.now();
  }

  content(): unknown {
    return contentWithoutOutputs(this.notebook);
  }

  edit(cell: string, edit: TagEdit): void {
    const stepWord = stepWordIn(cellRoles(contentForCompiler(this.notebook)));
    this.setTags([{ cell, tags: editTags(this.tags(cell), edit, { stepWord }) }]);
  }

  setTags(changes: readonly TagChange[]): void {
    if (!this.panel.context.model.readOnly) {
      writeTags(this.notebook, changes);
      this.showWork();
    }
  }

  applyFix(fix: Fix): void {
    this.setTags([{ cell: fix.cell, tags: tagsAfterFix(this.tags(fix.cell), fix) }]);
  }

  renameStep(from: string, to: string): void {
    this.setTags(renameStep(cellRoles(contentForCompiler(this.notebook)), from, to));
  }

  async suggestSteps(): Promise<number> {
    const changes = await this.compiler.suggest();
    if (changes.length > 0) {
      this.setTags(changes);
    }
    const { steps } = await this.compileNow();
    return steps.length;
  }

  async reveal(cell: string, line: number | null = null): Promise<boolean> {
    this.activate();
    return revealCell(this.panel, cell, line);
  }

  get run(): IRunModel | null {
    return this._run;
  }

  get runChanged(): ISignal<this, IRunModel | null> {
    return this._runChanged;
  }

  showRun(run: IRunModel | null): void {
    if (run === this._run) {
      return;
    }
    this._run?.disposed.disconnect(this.onRunDisposed, this);
    this._run = run;
    run?.disposed.connect(this.onRunDisposed, this);
    this._runChanged.emit(run);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get disposed(): ISignal<this, void> {
    return this._disposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this.changes.dispose();
    this.compiler.dispose();
    this._disposed.emit();
    Signal.disconnectReceiver(this);
    Signal.clearData(this);
  }

  /** Who edits a pipeline wants to see it, whatever was chosen before. */
  private showWork(): void {
    if (!this._enabled) {
      this.setEnabled(true);
    }
  }

  private tags(id: string): readonly string[] {
    const cell = this.notebook.cells.find(each => each.getId() === id);
    return cell === undefined ? [] : tagsOf(cell);
  }

  /** A notebook that was on by its tags stays on when the last of them goes: its user is at work on it. */
  private reconsider(): void {
    const byDefault =
      this._enableByDefault === 'always' ||
      (this._enableByDefault === 'tagged notebooks' && (this._enabled || isTagged(this.notebook)));
    const enabled = (this.chosen ?? byDefault) && isPython(this.notebook, this.kernelLanguage());
    if (enabled !== this._enabled) {
      this._enabled = enabled;
      if (enabled) {
        this.compiler.schedule('structure');
      }
      this._enabledChanged.emit(enabled);
    }
  }

  private kernelLanguage(): string | null {
    const { specs } = this.panel.sessionContext.specsManager;
    return specs?.kernelspecs[this.kernelName]?.language ?? null;
  }

  private async remember(): Promise<void> {
    const remembered = await this.memory.read(this.path);
    if (!this._isDisposed && this.chosen === null) {
      this.chosen = remembered;
      this.reconsider();
    }
  }

  private onChanged(_: unknown, kind: ChangeKind): void {
    if (kind === 'structure') {
      this.reconsider();
    }
    if (this._enabled) {
      this.compiler.schedule(kind);
    } else {
      this.compiler.invalidate();
    }
  }

  private onPathChanged(): void {
    if (this.chosen !== null) {
      void this.memory.write(this.path, this.chosen);
    }
    this.onChanged(this, 'structure');
  }

  private onCompiled(_: unknown, state: PipelineState): void {
    this._changed.emit(state);
  }

  private onRunDisposed(): void {
    this.showRun(null);
  }

  private readonly notebook: ISharedNotebook;
  private readonly changes: NotebookChanges;
  private readonly compiler: LiveCompiler;
  private readonly memory: SwitchMemory;
  private readonly activate: () => void;
  private _enableByDefault: EnableByDefault;
  /** What the user chose; null: nothing. */
  private chosen: boolean | null = null;
  private _enabled = false;
  private _run: IRunModel | null = null;
  private _isDisposed = false;
  private readonly _enabledChanged = new Signal<this, boolean>(this);
  private readonly _changed = new Signal<this, PipelineState>(this);
  private readonly _runChanged = new Signal<this, IRunModel | null>(this);
  private readonly _disposed = new Signal<this, void>(this);
}
