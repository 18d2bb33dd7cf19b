/**
 * Printed text as lines, in the order in which it came. Understands carriage returns as progress bars use them, keeps the colors
 * of a terminal across lines, and keeps the newest lines when there are too many.
 */
import type { CellOutput } from '../../../protocol/run-event.js';
import { textOf } from '../../outputs/output-display.js';
import { ansiPieces, plainStyle, withoutAnsi, type AnsiStyle } from './ansi.js';

export type LogSource = 'stdout' | 'stderr' | 'error';

export interface LogLine {
  readonly source: LogSource;
  /** With control sequences. */
  readonly raw: string;
  /** What is seen, for searching. */
  readonly plain: string;
  /** The style in which the line begins. */
  readonly start: AnsiStyle;
}

export interface LogLimits {
  readonly lines: number;
  /** Characters of one line; what comes after them is cut. */
  readonly characters: number;
}

const usualLimits: LogLimits = { lines: 200_000, characters: 20_000 };

export class LogLines {
  constructor(private readonly limits: LogLimits = usualLimits) {}

  /** The last one may still grow. */
  get lines(): readonly LogLine[] {
    return this._lines;
  }

  /** How many older lines are not kept. */
  get dropped(): number {
    return this._dropped;
  }

  clear(): void {
    this._lines = [];
    this._dropped = 0;
    this.isOpen = false;
    this.isReturned = false;
    this.style = plainStyle;
  }

  /** Takes in what a cell showed; pictures and tables are no text of the log. */
  take(output: CellOutput): void {
    if (output.output_type === 'stream') {
      this.append(output['name'] === 'stderr' ? 'stderr' : 'stdout', textOf(output['text']));
    } else if (output.output_type === 'error' && Array.isArray(output['traceback'])) {
      this.append('error', `${output['traceback'].map(String).join('\n')}\n`);
    }
  }

  append(source: LogSource, text: string): void {
    for (const part of text.split(/(\r\n|\n|\r)/)) {
      if (part === '\n' || part === '\r\n') {
        this.endLine(source);
      } else if (part === '\r') {
        this.isReturned = this.isOpen;
      } else if (part !== '') {
        this.write(source, part);
      }
    }
    this.forgetOldest();
  }

  private endLine(source: LogSource): void {
    const last = this._lines.at(-1);
    if (this.isOpen && last !== undefined) {
      this.style = ansiPieces(last.raw, last.start).end;
    } else {
      this._lines.push({ source, raw: '', plain: '', start: this.style });
    }
    this.isOpen = false;
    this.isReturned = false;
  }

  private write(source: LogSource, text: string): void {
    const last = this._lines.at(-1);
    if (this.isOpen && last !== undefined && last.source !== source) {
      this.endLine(last.source);
    }
    if (!this.isOpen || last === undefined) {
      this._lines.push(this.line(source, text));
    } else {
      this._lines[this._lines.length - 1] = this.line(source, this.isReturned ? text : last.raw + text);
    }
    this.isOpen = true;
    this.isReturned = false;
  }

  private line(source: LogSource, text: string): LogLine {
    const { characters } = this.limits;
    const raw = text.length > characters ? `${text.slice(0, characters)}…` : text;
    return { source, raw, plain: withoutAnsi(raw), start: this.style };
  }

  /** A tenth at a time, so that it costs little a line. */
  private forgetOldest(): void {
    const { lines } = this.limits;
    if (this._lines.length > lines * 1.1) {
      const surplus = this._lines.length - lines;
      this._lines = this._lines.slice(surplus);
      this._dropped += surplus;
    }
  }

  private _lines: LogLine[] = [];
  private _dropped = 0;
  /** The last line has no end yet. */
  private isOpen = false;
  /** What comes next overwrites the last line. */
  private isReturned = false;
  private style: AnsiStyle = plainStyle;
}
