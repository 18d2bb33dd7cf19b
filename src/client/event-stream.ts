/**
 * The one stream of events from the server. Begins when the first listener needs it, reconnects with growing pauses, and tells
 * when something may have been missed. Read by `fetch`, because only that can carry the token in a header.
 */
import type { ServerConnection } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { apiRoot } from '../../protocol/api.js';
import { serverEventSchema, type ServerEvent } from '../../protocol/server-event.js';
import type { ConnectionState } from '../tokens.js';
import { send } from './request.js';
import { readMessages } from './server-sent-events.js';

const firstPause = 500;
const longestPause = 15_000;

export class EventStream implements IDisposable {
  constructor(private readonly settings: ServerConnection.ISettings) {}

  get event(): ISignal<this, ServerEvent> {
    return this._event;
  }

  get state(): ConnectionState {
    return this._state;
  }

  get stateChanged(): ISignal<this, ConnectionState> {
    return this._stateChanged;
  }

  get isDisposed(): boolean {
    return this.abort.signal.aborted;
  }

  /** Opens the stream unless it is open. Nothing is asked of the server before that. */
  open(): void {
    if (this._state === 'idle' && !this.isDisposed) {
      void this.follow();
    }
  }

  /** Stops waiting and tries again at once, such as when the user asks for it. */
  wake(): void {
    this.endPause?.();
  }

  dispose(): void {
    this.abort.abort();
    this.endPause?.();
    Signal.clearData(this);
  }

  private async follow(): Promise<void> {
    let pause = firstPause;
    while (!this.isDisposed) {
      this.become('connecting');
      try {
        await this.read(() => (pause = firstPause));
      } catch {
        // Whatever broke the stream, trying again is the answer; the state tells people.
      }
      if (this.isDisposed) {
        return;
      }
      this.become('waiting');
      await this.sleep(pause);
      pause = Math.min(longestPause, pause * 2);
    }
  }

  private async read(connected: () => void): Promise<void> {
    const headers = { Accept: 'text/event-stream', ...(this.last === '' ? {} : { 'Last-Event-ID': this.last }) };
    const { signal } = this.abort;
    const { body } = await send(this.settings, `${apiRoot}/events`, { headers, signal });
    if (body === null) {
      return;
    }
    for await (const { id, data } of readMessages(body)) {
      const event = serverEventSchema.safeParse(JSON.parse(data));
      if (event.success && !this.isDisposed) {
        connected();
        this.become('connected');
        this.last = id;
        this._event.emit(event.data);
      }
    }
  }

  private become(state: ConnectionState): void {
    if (state !== this._state) {
      this._state = state;
      this._stateChanged.emit(state);
    }
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private _state: ConnectionState = 'idle';
  private last = '';
  private endPause: (() => void) | null = null;
  private readonly abort = new AbortController();
  private readonly _event = new Signal<this, ServerEvent>(this);
  private readonly _stateChanged = new Signal<this, ConnectionState>(this);
}
