/** Where the current notebook would run, and if it cannot, why: asked only while somebody looks, and once for each notebook and kernel. */
import { Signal, type ISignal } from '@lumino/signaling';
import { ServerRefusal } from '../client/server-refusal.js';
import type { Environment, Status } from '../../protocol/api.js';
import type { ICollardClient } from '../tokens.js';

export type EnvironmentState =
  | { readonly kind: 'unknown' | 'asking' }
  | { readonly kind: 'known'; readonly environment: Environment }
  /** `status` is what Jupyter itself says of the server behind it; null when it says nothing either. */
  | { readonly kind: 'refused'; readonly refusal: ServerRefusal; readonly status: Status | null };

export class EnvironmentModel {
  constructor(private readonly client: ICollardClient) {}

  get state(): EnvironmentState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Asks for another notebook or kernel than before; null: for none. */
  follow(path: string | null, kernel: string): void {
    const question = path === null ? '' : JSON.stringify([path, kernel]);
    if (question === this.question) {
      return;
    }
    this.question = question;
    if (path === null) {
      this.become({ kind: 'unknown' });
    } else {
      void this.ask(path, kernel, question);
    }
  }

  /** Asks the same once more. */
  retry(): void {
    const [path, kernel] = this.question === '' ? [null, ''] : (JSON.parse(this.question) as [string, string]);
    this.question = '';
    this.follow(path, kernel);
  }

  private async ask(path: string, kernel: string, question: string): Promise<void> {
    this.become({ kind: 'asking' });
    const state = await this.answer(path, kernel);
    if (question === this.question) {
      this.become(state);
    }
  }

  private async answer(path: string, kernel: string): Promise<EnvironmentState> {
    try {
      return { kind: 'known', environment: await this.client.environment(path, kernel) };
    } catch (error) {
      if (!(error instanceof ServerRefusal)) {
        throw error;
      }
      const status = await this.client.status().catch(() => null);
      return { kind: 'refused', refusal: error, status };
    }
  }

  private become(state: EnvironmentState): void {
    this._state = state;
    this._changed.emit();
  }

  private question = '';
  private _state: EnvironmentState = { kind: 'unknown' };
  private readonly _changed = new Signal<this, void>(this);
}
