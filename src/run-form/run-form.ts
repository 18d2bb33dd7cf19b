/** The form for the next run of one notebook: what was typed, whether it can be run, and the way to the server. */
import { Signal, type ISignal } from '@lumino/signaling';
import { ServerRefusal } from '../client/server-refusal.js';
import type { SubmitRequest } from '../../protocol/api.js';
import type { ICollardClient, INotebookPipeline, PipelineState } from '../tokens.js';
import { obstacles, type Obstacle } from './obstacles.js';
import { emptyDraft, type LiteralForType, type RunDraft } from './run-draft.js';
import { requestFor, requestLike, type RunWish } from './run-request.js';
import type { ShownRuns } from './shown-runs.js';

/** How an attempt to run ended: on its way, not possible for reasons that the form shows, or refused by the server. */
export type SubmitResult = 'submitted' | 'blocked' | 'refused';

export class RunForm {
  constructor(
    private readonly pipeline: INotebookPipeline,
    private readonly client: ICollardClient,
    private readonly shown: ShownRuns,
    private readonly defaultWorkers: () => number | null
  ) {
    pipeline.disposed.connect(this.onPipelineDisposed, this);
  }

  get draft(): RunDraft {
    return this._draft;
  }

  /** A run has been asked for, and the server has not answered yet. */
  get starting(): boolean {
    return this._starting;
  }

  /** Why the server did not take the last run; null once something changes. */
  get refusal(): ServerRefusal | null {
    return this._refusal;
  }

  /** Judges values; null until the compiler has been loaded. */
  get literalForType(): LiteralForType | null {
    return this._literalForType;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  change(part: Partial<RunDraft>): void {
    this._draft = { ...this._draft, ...part };
    this._refusal = null;
    this._changed.emit();
    void this.load();
  }

  setParameter(name: string, text: string): void {
    this.change({ parameters: { ...this._draft.parameters, [name]: text } });
  }

  obstacles(state: PipelineState): readonly Obstacle[] {
    return obstacles(state, this._draft, this._literalForType);
  }

  /** Runs what the form says, or what the wish says instead. */
  submit(wish: RunWish = {}): Promise<SubmitResult> {
    return this.attempt(async () => {
      const [state, literalForType] = await Promise.all([this.pipeline.compileNow(), this.load()]);
      const isBlocked = obstacles(state, this._draft, literalForType).length > 0;
      return isBlocked || state.plan === null
        ? null
        : requestFor(this.pipeline, state.plan, this._draft, wish, literalForType, this.defaultWorkers());
    });
  }

  /** Runs an earlier run again from the notebook as it is now; what succeeded and did not change is not done again. */
  continue(run: string): Promise<SubmitResult> {
    return this.attempt(async () => {
      const [{ plan, diagnostics }, earlier] = await Promise.all([this.pipeline.compileNow(), this.client.run(run)]);
      const isBlocked = diagnostics.some(({ severity }) => severity === 'error');
      return isBlocked || plan === null ? null : requestLike(this.pipeline, plan, earlier);
    });
  }

  /** @param prepare gives null when the notebook cannot be run. */
  private async attempt(prepare: () => Promise<SubmitRequest | null>): Promise<SubmitResult> {
    if (this._starting) {
      return 'submitted';
    }
    this.become({ starting: true, refusal: null });
    try {
      const request = await prepare();
      if (request !== null) {
        const { id } = await this.client.submit(request, this.pipeline.kernelName);
        await this.shown.show(this.pipeline, id);
        this._draft = { ...this._draft, title: '' };
      }
      this.become({ starting: false, refusal: null });
      return request === null ? 'blocked' : 'submitted';
    } catch (error) {
      this.become({ starting: false, refusal: error instanceof ServerRefusal ? error : null });
      if (error instanceof ServerRefusal) {
        return 'refused';
      }
      throw error;
    }
  }

  private become({ starting, refusal }: { readonly starting: boolean; readonly refusal: ServerRefusal | null }): void {
    this._starting = starting;
    this._refusal = refusal;
    this._changed.emit();
  }

  private async load(): Promise<LiteralForType> {
    const { literalForType } = await import('../pipeline/compiler.js');
    if (this._literalForType === null) {
      this._literalForType = literalForType;
      this._changed.emit();
    }
    return literalForType;
  }

  private onPipelineDisposed(): void {
    Signal.clearData(this);
  }

  private _draft = emptyDraft;
  private _starting = false;
  private _refusal: ServerRefusal | null = null;
  private _literalForType: LiteralForType | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
