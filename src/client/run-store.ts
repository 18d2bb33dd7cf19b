/** Every run that somebody in this browser looks at, once, however many look. */
import { Signal, type ISignal } from '@lumino/signaling';
import { isFinal } from '../../protocol/run-view.js';
import type { ServerEvent } from '../../protocol/server-event.js';
import type { ConnectionState, ICollardClient, IRunModel, IRunStore } from '../tokens.js';
import type { EventStream } from './event-stream.js';
import { RunModel } from './run-model.js';

type RunChange = Extract<ServerEvent, { type: 'run-event' }>;

interface Held {
  readonly model: Promise<RunModel>;
  holders: number;
}

export class RunStore implements IRunStore {
  constructor(
    private readonly client: ICollardClient,
    private readonly stream: EventStream
  ) {
    stream.event.connect(this.onEvent, this);
    stream.stateChanged.connect((_, state) => this._connectionChanged.emit(state), this);
  }

  get runsChanged(): ISignal<this, string | null> {
    return this._runsChanged;
  }

  get runFinished(): ISignal<this, IRunModel> {
    return this._runFinished;
  }

  get connection(): ConnectionState {
    return this.stream.state;
  }

  get connectionChanged(): ISignal<this, ConnectionState> {
    return this._connectionChanged;
  }

  async open(id: string): Promise<IRunModel> {
    this.stream.open();
    const held = this.runs.get(id) ?? { model: this.read(id), holders: 0 };
    held.holders += 1;
    this.runs.set(id, held);
    try {
      return await held.model;
    } catch (error) {
      this.runs.delete(id);
      throw error;
    }
  }

  release(model: IRunModel): void {
    const held = this.runs.get(model.id);
    if (held === undefined) {
      return;
    }
    held.holders -= 1;
    if (held.holders <= 0) {
      this.runs.delete(model.id);
      model.dispose();
    }
  }

  listen(): void {
    this.stream.open();
    this.stream.wake();
  }

  private async read(id: string): Promise<RunModel> {
    return new RunModel(await this.client.run(id));
  }

  private onEvent(_: unknown, event: ServerEvent): void {
    switch (event.type) {
      case 'hello':
        if (!event.resumed) {
          for (const id of this.runs.keys()) {
            void this.reread(id);
          }
          this._runsChanged.emit(null);
        }
        break;
      case 'runs-changed':
        this._runsChanged.emit(event.notebook);
        break;
      case 'run-event':
        void this.apply(event);
        break;
    }
  }

  private async apply(change: RunChange): Promise<void> {
    const model = await this.runs.get(change.run)?.model.catch(() => undefined);
    if (model === undefined || model.isDisposed) {
      return;
    }
    const held = this.rereading.get(change.run);
    if (held !== undefined) {
      held.push(change);
      return;
    }
    const wasOver = isFinal(model.view.phase);
    if (!model.apply(change.event)) {
      await this.reread(change.run, change);
    } else {
      this.tellEnd(model, wasOver);
    }
  }

  /** One at a time for each run. Events that come meanwhile are applied to what the server says, each exactly once. */
  private async reread(id: string, ...changes: RunChange[]): Promise<void> {
    if (this.rereading.has(id)) {
      return;
    }
    this.rereading.set(id, changes);
    try {
      const [model, detail] = await Promise.all([this.runs.get(id)?.model, this.client.run(id)]);
      this.rereading.delete(id);
      if (model !== undefined && !model.isDisposed) {
        const wasOver = isFinal(model.view.phase);
        model.reset(detail);
        this.tellEnd(model, wasOver);
        changes.forEach(change => void this.apply(change));
      }
    } catch {
      // The run may have been deleted, or the server be away: what is shown stays until the stream is back.
      this.rereading.delete(id);
    }
  }

  private tellEnd(model: RunModel, wasOver: boolean): void {
    if (!wasOver && isFinal(model.view.phase)) {
      this._runFinished.emit(model);
    }
  }

  private readonly runs = new Map<string, Held>();
  /** Runs that are being read anew, with what has happened since. */
  private readonly rereading = new Map<string, RunChange[]>();
  private readonly _runsChanged = new Signal<this, string | null>(this);
  private readonly _runFinished = new Signal<this, IRunModel>(this);
  private readonly _connectionChanged = new Signal<this, ConnectionState>(this);
}
