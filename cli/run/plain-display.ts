/** Shows a run as plain lines, one for each thing that happened: for logs of CI and for pipes. */
import type { RunEvent } from '../../protocol/run-event.js';
import type { RunView, StepView } from '../../protocol/run-view.js';
import { secondsText } from '../../protocol/quantities.js';
import type { Terminal } from '../terminal/terminal.js';
import { visibleText } from '../../compiler/diagnostics/display-width.js';
import type { RunDisplay } from './run-display.js';
import { errorText, paintOf, resultText, symbolOf } from './step-words.js';

export class PlainDisplay implements RunDisplay {
  constructor(private readonly terminal: Terminal) {}

  show(event: RunEvent, view: RunView): void {
    const text = lineOf(event, view);
    if (text !== null && 'step' in event) {
      const step = view.steps[event.step];
      const symbol = step === undefined ? ' ' : paintOf(step, this.terminal.style)(symbolOf(step));
      this.terminal.print(`${symbol} ${event.step}: ${visibleText(text)}`);
    }
  }

  cancelling(): void {
    this.terminal.complain('Stopping the steps; press Ctrl-C again to kill them.');
  }

  close(): void {
    // every line was complete when it was written
  }
}

/** Null for events that only a live display shows. */
function lineOf(event: RunEvent, view: RunView): string | null {
  switch (event.type) {
    case 'step-cached':
      return withResult('cached', view.steps[event.step]);
    case 'step-started':
      return event.attempt > 1 ? `started, attempt ${event.attempt}` : 'started';
    case 'step-succeeded':
      return withResult(secondsText(event.seconds), view.steps[event.step]);
    case 'step-failed':
      return `failed after ${secondsText(event.seconds)}: ${errorText(event.error)}`;
    case 'step-retrying':
      return `trying again in ${secondsText(event.delay)}`;
    case 'step-skipped':
      return `skipped because ${event.because} did not succeed`;
    case 'step-cancelled':
      return 'cancelled';
    case 'step-warning':
      return `warning: ${event.message}`;
    case 'run-started':
    case 'run-finished':
    case 'step-missed':
    case 'cell-started':
    case 'cell-output':
    case 'cell-finished':
    case 'metric':
      return null;
  }
}

function withResult(word: string, step: StepView | undefined): string {
  const result = step === undefined ? '' : resultText(step);
  return result === '' ? word : `${word}  (${result})`;
}
