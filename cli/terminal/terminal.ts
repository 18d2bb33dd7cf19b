/** Where a command writes to: the two streams, how wide they are, and whether color and redrawing make sense. */
import type { WriteStream } from 'node:tty';
import { styleFor } from './style.js';
import type { Style } from './style.js';

export interface Terminal {
  /** For people's eyes and for pipes: results. */
  readonly out: WriteStream;
  /** For errors and progress beside machine output. */
  readonly err: WriteStream;
  /** Columns to use for prose and tables; of a pipe, 80. */
  readonly columns: number;
  /** Whether `out` is a terminal that can move its cursor. */
  readonly interactive: boolean;
  readonly style: Style;
  print(text: string): void;
  complain(text: string): void;
}

const usualColumns = 80;
const mostColumns = 120;

export function openTerminal(
  out: WriteStream,
  err: WriteStream,
  environment: Readonly<Record<string, string | undefined>>
): Terminal {
  const capable = environment['TERM'] !== 'dumb';
  return {
    out,
    err,
    get columns() {
      return out.isTTY ? Math.min(out.columns || usualColumns, mostColumns) : usualColumns;
    },
    interactive: out.isTTY && capable,
    style: styleFor(wantsColor(out, capable, environment)),
    print: text => void out.write(`${text}\n`),
    complain: text => void err.write(`${text}\n`)
  };
}

/** https://no-color.org: any value but the empty one turns color off; FORCE_COLOR turns it on for pipes. */
function wantsColor(
  out: WriteStream,
  capable: boolean,
  environment: Readonly<Record<string, string | undefined>>
): boolean {
  if (environment['NO_COLOR']) {
    return false;
  }
  const forced = environment['FORCE_COLOR'];
  return forced ? forced !== '0' : out.isTTY && capable;
}
