/** As much of a terminal as the command line uses: text, line ends, cursor up, clearing. */
import { displayWidth } from '../../../compiler/diagnostics/display-width.js';

export interface Screen {
  /** Everything that can be read at the end, what has scrolled away included. */
  readonly lines: readonly string[];
  /** The widest line that ever stood there, in columns. */
  readonly widest: number;
  readonly cursorHidden: boolean;
}

const tokens = /\u001b\[[?\d;]*[A-Za-z]|\u001b\]8;;[^\u001b]*\u001b\\|[\r\n]|[^\u001b\r\n]+/g;

export function screenOf(written: string): Screen {
  const lines: string[] = [''];
  let row = 0;
  let atStart = true;
  let widest = 0;
  let cursorHidden = false;
  for (const [token] of written.matchAll(tokens)) {
    const up = /^\u001b\[(\d+)A$/.exec(token)?.[1];
    if (token === '\n') {
      row += 1;
      lines[row] ??= '';
      atStart = true;
    } else if (token === '\r') {
      atStart = true;
    } else if (up !== undefined) {
      row = Math.max(0, row - Number(up));
    } else if (token === '\u001b[K') {
      lines[row] = atStart ? '' : (lines[row] ?? '');
    } else if (token === '\u001b[J') {
      lines.splice(row, Infinity, '');
    } else if (/^\u001b\[\?25[hl]$/.test(token)) {
      cursorHidden = token.endsWith('l');
    } else if (!token.startsWith('\u001b')) {
      lines[row] = atStart ? token : (lines[row] ?? '') + token;
      widest = Math.max(widest, displayWidth(lines[row] ?? ''));
      atStart = false;
    }
  }
  return { lines, widest, cursorHidden };
}
