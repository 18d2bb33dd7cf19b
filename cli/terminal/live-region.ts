/**
 * Lines at the bottom of the terminal that are drawn again and again. Each drawing is one write that goes up, overwrites line by
 * line and clears the rest, inside a synchronized update (mode 2026) where the terminal knows that; so nothing flickers.
 */
import { displayWidth } from '../../compiler/diagnostics/display-width.js';
import { stripVTControlCharacters } from 'node:util';

const escape = '\u001b[';
const hideCursor = `${escape}?25l`;
const showCursor = `${escape}?25h`;
const beginUpdate = `${escape}?2026h`;
const endUpdate = `${escape}?2026l`;
const clearToEndOfLine = `${escape}K`;
const clearBelow = `${escape}J`;

/** What it needs of a terminal. */
export interface LiveStream {
  readonly columns: number;
  write(text: string): boolean;
}

export class LiveRegion {
  constructor(private readonly out: LiveStream) {}

  /** Draws the lines over the last ones. No line may be wider than the terminal. */
  draw(lines: readonly string[]): void {
    const text = lines.map(line => `${line}${clearToEndOfLine}\n`).join('');
    const up = this.rowsDrawn();
    const back = up > 0 ? `${escape}${up}A` : '';
    this.out.write(`${beginUpdate}${this.drawn === null ? hideCursor : ''}\r${back}${text}${clearBelow}${endUpdate}`);
    this.drawn = lines;
  }

  /** Gives the cursor back; what is drawn stays. */
  close(): void {
    if (this.drawn !== null) {
      this.out.write(showCursor);
      this.drawn = null;
    }
  }

  /** Terminals break lines anew when they get narrower, so what was drawn may take more rows now. */
  private rowsDrawn(): number {
    const columns = Math.max(1, this.out.columns || 80);
    return (this.drawn ?? [])
      .map(line => Math.max(1, Math.ceil(displayWidth(stripVTControlCharacters(line)) / columns)))
      .reduce((sum, rows) => sum + rows, 0);
  }

  private drawn: readonly string[] | null = null;
}
