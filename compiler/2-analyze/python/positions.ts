/** Where a piece of text is: from offsets, which the parser counts, to lines and columns, which people and editors count. */
import type { Span } from '../../diagnostics/diagnostic.js';

export class LineTable {
  /** @param written the text that people see, if some of its lines were translated: no column lies beyond their ends. */
  constructor(text: string, written: string = text) {
    this.widths = written === text ? null : written.split(/\r\n|\r|\n/).map(line => line.length);
    this.length = text.length;
    for (let offset = 0; offset < text.length; offset += 1) {
      const code = text.charCodeAt(offset);
      if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(offset + 1) !== LINE_FEED)) {
        this.starts.push(offset + 1);
      }
    }
  }

  /** From `start`, `length` characters on. */
  span(start: number, length: number): Span {
    const from = this.position(start);
    const to = this.position(Math.min(start + length, this.length));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  private position(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const column = offset - (this.starts[low] ?? 0);
    return { line: low + 1, column: Math.min(column, this.widths?.[low] ?? column) };
  }

  private readonly length: number;
  private readonly widths: readonly number[] | null;
  private readonly starts: number[] = [0];
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
