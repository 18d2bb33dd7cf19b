/** The events of a run in this process: numbered, kept in `events.jsonl`, and handed to whoever watches. */
import type { EngineEvent, RunEvent, StepEvent } from '../../protocol/run-event.js';
import { EventFile } from '../store/event-file.js';
import type { Workspace } from '../store/workspace.js';

export interface JournalOptions {
  readonly workspace: Workspace;
  readonly run: string;
  /** What an earlier engine wrote. */
  readonly past: readonly RunEvent[];
  /** Hides secrets; applied to every event before anybody sees it. */
  readonly mask: <T>(value: T) => T;
  /** Called when the events cannot be written. */
  readonly broken: (error: unknown) => void;
}

export class Journal {
  constructor(private readonly options: JournalOptions) {
    this.events = [...options.past];
    this.sequence = options.past.at(-1)?.sequence ?? 0;
    this.file = new EventFile(options.workspace, options.run);
  }

  /** Adds an event. It reaches file and watchers at the end of this turn of the event loop, together with its neighbors. */
  emit(event: StepEvent | EngineEvent): void {
    if (this.over) {
      return;
    }
    this.sequence += 1;
    const numbered = { ...this.options.mask(event), sequence: this.sequence, time: new Date().toISOString() };
    this.events.push(numbered);
    this.file.append(numbered);
    this.flushing ??= setImmediate(() => this.flush());
  }

  /** Every event after `after`, and then those to come, until `end`. Fails when the run broke down. */
  async *watch(after: number): AsyncGenerator<RunEvent> {
    for (let place = this.events.findIndex(event => event.sequence > after); ;) {
      place = place < 0 ? this.events.findIndex(event => event.sequence > after) : place;
      for (let event = this.events[place]; event !== undefined; event = this.events[++place]) {
        yield event;
      }
      if (this.over) {
        if (this.failure !== null) {
          throw this.failure;
        }
        return;
      }
      await this.news();
    }
  }

  /** Writes what is left and lets the watchers go. They see `failure` thrown; so does the caller if writing fails. */
  end(failure: Error | null = null): void {
    if (this.over) {
      return;
    }
    this.over = true;
    this.failure = failure;
    this.stopFlushing();
    try {
      this.file.flush();
    } catch (error) {
      this.failure ??= asError(error);
    }
    this.file.close();
    this.wake();
    if (failure === null && this.failure !== null) {
      throw this.failure;
    }
  }

  private flush(): void {
    this.stopFlushing();
    try {
      this.file.flush();
    } catch (error) {
      this.options.broken(error);
    }
    this.wake();
  }

  private stopFlushing(): void {
    if (this.flushing !== null) {
      clearImmediate(this.flushing);
      this.flushing = null;
    }
  }

  private news(): Promise<void> {
    return new Promise(resolve => this.waiting.push(resolve));
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(resolve => resolve());
  }

  private readonly events: RunEvent[];
  private readonly file: EventFile;
  private sequence: number;
  private flushing: NodeJS.Immediate | null = null;
  private waiting: (() => void)[] = [];
  private over = false;
  private failure: Error | null = null;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
