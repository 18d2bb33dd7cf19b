/** The runs of one notebook, newest first, read anew whenever the server says that they changed. */
import { Signal, type ISignal } from '@lumino/signaling';
import { ServerRefusal } from '../client/server-refusal.js';
import type { RunSummary } from '../../protocol/api.js';
import type { ICollardClient, IRunStore } from '../tokens.js';

export type HistoryState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly runs: readonly RunSummary[] }
  | { readonly kind: 'refused'; readonly refusal: ServerRefusal };

export class RunHistory {
  constructor(
    private readonly client: ICollardClient,
    private readonly store: IRunStore
  ) {
    store.runsChanged.connect(this.onRunsChanged, this);
  }

  get state(): HistoryState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Shows the runs of another notebook; null: of none, and asks no more. */
  follow(path: string | null): void {
    if (path !== this.path) {
      this.path = path;
      this.become({ kind: 'unknown' });
      void this.refresh();
    }
  }

  async refresh(): Promise<void> {
    const { path } = this;
    if (path === null) {
      return;
    }
    this.store.listen();
    const state = await this.read(path);
    if (path === this.path) {
      this.become(state);
    }
  }

  private async read(path: string): Promise<HistoryState> {
    try {
      return { kind: 'known', runs: await this.client.runs(path) };
    } catch (error) {
      if (error instanceof ServerRefusal) {
        return { kind: 'refused', refusal: error };
      }
      throw error;
    }
  }

  private onRunsChanged(_: unknown, path: string | null): void {
    if (path === null || path === this.path) {
      void this.refresh();
    }
  }

  private become(state: HistoryState): void {
    this._state = state;
    this._changed.emit();
  }

  private path: string | null = null;
  private _state: HistoryState = { kind: 'unknown' };
  private readonly _changed = new Signal<this, void>(this);
}
