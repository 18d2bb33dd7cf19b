/**
 * Compiles a notebook again and again as it changes: right after a change of tags, and a moment after a key. The cache
 * stays warm, so that a key costs the analysis of one cell. The first compilation is cut into slices, so that nobody waits for it.
 */
import type { ISharedNotebook } from '@jupyter/ydoc';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { cellRoles, type TagChange } from '../../compiler/edit/index.js';
import type { AnalysisCache } from '../../compiler/index.js';
import type { PipelineState } from '../tokens.js';
import type * as Compiler from './compiler.js';
import type { ChangeKind } from './notebook-changes.js';
import { contentForCompiler, pythonOf } from './notebook-content.js';

/** Milliseconds from a key to the compilation that takes it in: enough to take in a burst of them, too few to be noticed. */
const typingPause = 30;
/** Milliseconds of work between two chances for the page to draw. */
const slice = 8;

type CompilerModule = typeof Compiler;

export class LiveCompiler implements IDisposable {
  constructor(
    private readonly notebook: ISharedNotebook,
    private readonly fileName: () => string
  ) {}

  /** Null before the first compilation. */
  get state(): PipelineState | null {
    return this._state;
  }

  get compiled(): ISignal<this, PipelineState> {
    return this._compiled;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Something changed; compiles soon. Where that is slow, it rests as long as it works, so that keys always come first. */
  schedule(kind: ChangeKind): void {
    this.isStale = true;
    if (kind === 'structure') {
      queueMicrotask(() => void this.now());
    } else {
      this.timer ??= setTimeout(() => void this.now(), Math.max(typingPause, this.restsUntil - performance.now()));
    }
  }

  /** The notebook changed while nobody looks at its pipeline. */
  invalidate(): void {
    this.isStale = true;
  }

  /** The state after everything typed so far. */
  async now(): Promise<PipelineState> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.loading ??= this.load();
    const [compiler, cache] = await this.loading;
    return this._state === null || (this.isStale && !this._isDisposed) ? this.compile(compiler, cache) : this._state;
  }

  /** Tags that would make a pipeline of a notebook without any; none for others. */
  async suggest(): Promise<readonly TagChange[]> {
    this.loading ??= this.load();
    const [{ suggestSteps }, cache] = await this.loading;
    return suggestSteps(contentForCompiler(this.notebook), cache);
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this.timer);
    Signal.clearData(this);
  }

  private async load(): Promise<readonly [CompilerModule, AnalysisCache]> {
    const compiler = await import('./compiler.js');
    const cache = new compiler.AnalysisCache();
    await this.warm(cache);
    return [compiler, cache];
  }

  /** Reads every cell once, with pauses. Who cannot see the page does not need them, and browsers make them long there. */
  private async warm(cache: AnalysisCache): Promise<void> {
    const python = pythonOf(this.notebook);
    let start = performance.now();
    for (const { cell_type: type, source } of contentForCompiler(this.notebook).cells) {
      if (type === 'code' && !this._isDisposed) {
        cache.cell(source, python);
      }
      if (performance.now() - start > slice && !document.hidden) {
        await new Promise(resolve => setTimeout(resolve));
        start = performance.now();
      }
    }
  }

  private compile({ compile }: CompilerModule, cache: AnalysisCache): PipelineState {
    const start = performance.now();
    this.isStale = false;
    const content = contentForCompiler(this.notebook);
    const roles = cellRoles(content);
    const state: PipelineState = {
      ...compile(content, { fileName: this.fileName(), cache }),
      cells: new Map(roles.map(role => [role.cell, role])),
      steps: roles.flatMap(({ opens, step }) => (opens && step !== null ? [step] : [])),
      version: (this._state?.version ?? 0) + 1
    };
    this._state = state;
    this._compiled.emit(state);
    const end = performance.now();
    this.restsUntil = end + (end - start);
    return state;
  }

  private _state: PipelineState | null = null;
  private _isDisposed = false;
  private isStale = true;
  private restsUntil = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private loading: Promise<readonly [CompilerModule, AnalysisCache]> | null = null;
  private readonly _compiled = new Signal<this, PipelineState>(this);
}
