/** As much of a terminal as the command line uses: text, line ends, cursor up, clearing. */
import { displayWidth } from '../../../compiler/diagnostics/display-width.js';

export interface Screen {
  /** Everything that can be read at the end, what has scrolled away included. */
  readonly lines: readonly string[];
  /** The widest line that ever stood there, in columns. */
  readonly widest: number;
  readonly cursorHidden: boolean;
}

/** ESC, put in by name: control characters in a regular expression are usually a slip. */
export const escape = '\u001b';
const tokens = new RegExp(
  String.raw`${escape}\[[?\d;]*[A-Za-z]|${escape}\]8;;[^${escape}]*${escape}\\|[\r\n]|[^${escape}\r\n]+`,
  'g'
);
const cursorUp = new RegExp(String.raw`^${escape}\[(\d+)A$`);
const cursorMode = new RegExp(String.raw`^${escape}\[\?25[hl]$`);

export function screenOf(written: string): Screen {
  const lines: string[] = [''];
  let row = 0;
  let atStart = true;
  let widest = 0;
  let cursorHidden = false;
  for (const [token] of written.matchAll(tokens)) {
    const up = cursorUp.exec(token)?.[1];
    if (token === '\n') {
      row += 1;
      lines[row] ??= '';
      atStart = true;
    } else if (token === '\r') {
      atStart = true;
    } else if (up !== undefined) {
      row = Math.max(0, row - Number(up));
    } else if (token === `${escape}[K`) {
      lines[row] = atStart ? '' : (lines[row] ?? '');
    } else if (token === `${escape}[J`) {
      lines.splice(row, Infinity, '');
    } else if (cursorMode.test(token)) {
      cursorHidden = token.endsWith('l');
    } else if (!token.startsWith(escape)) {
      lines[row] = atStart ? token : (lines[row] ?? '') + token;
      widest = Math.max(widest, displayWidth(lines[row] ?? ''));
      atStart = false;
    }
  }
  return { lines, widest, cursorHidden };
}
