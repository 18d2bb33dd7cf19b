/** Shows a run in a terminal: lines that change in place while steps run, and stay when all is over. */
import { stripVTControlCharacters } from 'node:util';
import type { CellOutput, RunEvent } from '../../protocol/run-event.js';
import type { RunView } from '../../protocol/run-view.js';
import { LiveRegion } from '../terminal/live-region.js';
import type { Terminal } from '../terminal/terminal.js';
import { liveFrame } from './live-frame.js';
import type { RunDisplay } from './run-display.js';

/** Milliseconds between two drawings: often enough for a clock with tenths of seconds. */
const drawInterval = 100;

export class LiveDisplay implements RunDisplay {
  constructor(
    private readonly terminal: Terminal,
    private view: RunView
  ) {
    this.region = new LiveRegion(terminal.out);
    this.timer = setInterval(() => this.draw(), drawInterval);
    this.timer.unref();
    terminal.out.on('resize', this.redraw);
    this.draw();
  }

  show(event: RunEvent, view: RunView): void {
    this.view = view;
    if (event.type === 'cell-output') {
      this.remember(event.step, event.output);
    }
  }

  cancelling(): void {
    this.isCancelling = true;
    this.draw();
  }

  close(): void {
    clearInterval(this.timer);
    this.terminal.out.off('resize', this.redraw);
    this.draw(Infinity);
    this.region.close();
  }

  private draw(rows = this.terminal.out.rows || 24): void {
    const state = { view: this.view, lastOutput: this.lastOutput, now: Date.now(), cancelling: this.isCancelling };
    const lines = liveFrame(state, { columns: this.terminal.out.columns || 80, rows, style: this.terminal.style });
    const text = lines.join('\n');
    if (text !== this.lastText) {
      this.lastText = text;
      this.region.draw(lines);
    }
  }

  /** Progress bars rewrite their line with carriage returns; what counts is what one would see. */
  private remember(step: string, output: CellOutput): void {
    const text = output['text'];
    const written = Array.isArray(text) ? text.join('') : text;
    if (output.output_type === 'stream' && typeof written === 'string') {
      const line = stripVTControlCharacters(written)
        .split(/[\r\n]/)
        .filter(part => part.trim() !== '')
        .at(-1);
      this.lastOutput.set(step, line?.trim() ?? this.lastOutput.get(step) ?? '');
    }
  }

  private readonly region: LiveRegion;
  private readonly timer: NodeJS.Timeout;
  private readonly redraw = (): void => {
    this.lastText = '';
    this.draw();
  };
  private readonly lastOutput = new Map<string, string>();
  private lastText = '';
  private isCancelling = false;
}
