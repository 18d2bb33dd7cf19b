/** Shows a run as JSON lines: every event as it is, with the id of the run. */
import type { RunEvent } from '../../protocol/run-event.js';
import type { Terminal } from '../terminal/terminal.js';
import type { RunDisplay } from './run-display.js';

export class JsonDisplay implements RunDisplay {
  constructor(
    private readonly terminal: Terminal,
    private readonly run: string
  ) {}

  show(event: RunEvent): void {
    this.terminal.print(JSON.stringify({ run: this.run, ...event }));
  }

  cancelling(): void {
    // the events say it
  }

  close(): void {
    // every line was complete when it was written
  }
}
