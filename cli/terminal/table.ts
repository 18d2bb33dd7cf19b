/** Tables that fit the terminal: the widest columns give way, and what does not fit on a line goes on in the next. */
import { displayWidth, glyphs, padToWidth } from '../../compiler/diagnostics/display-width.js';
import type { Paint } from './style.js';
import type { Terminal } from './terminal.js';
import { wrapText } from './wrap-text.js';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  readonly paint?: Paint;
}

const gap = '  ';
const narrowest = 6;

/** Lines of the table, a heading first. Columns in which every cell is empty are left out. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { style, columns: available }: Pick<Terminal, 'style' | 'columns'>
): readonly string[] {
  const used = columns.flatMap((column, index) =>
    rows.some(row => (row[index] ?? '') !== '') ? [{ column, index }] : []
  );
  const shown = rows.map(row => used.map(({ index }) => row[index] ?? ''));
  const heading = used.map(({ column }) => column.title);
  const widths = fittedWidths(naturalWidths([heading, ...shown]), available);
  const line = (cells: readonly string[], paint: (text: string, place: number) => string): string =>
    cells
      .map((cell, place) => paint(aligned(cell, widths[place] ?? 0, used[place]?.column.align), place))
      .join(gap)
      .trimEnd();
  return [
    line(heading, text => style.dim(text)),
    ...shown.flatMap(row =>
      wrappedRow(row, widths).map(cells => line(cells, (text, place) => used[place]?.column.paint?.(text) ?? text))
    )
  ];
}

function naturalWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const [first = []] = rows;
  return first.map((_, place) => Math.max(...rows.map(row => displayWidth(row[place] ?? ''))));
}

/** Takes a column at a time from the widest, until all fit or none can give more. */
function fittedWidths(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  const room = available - gap.length * (widths.length - 1);
  for (let excess = widths.reduce((sum, width) => sum + width, 0) - room; excess > 0; excess -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= narrowest) {
      break;
    }
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function wrappedRow(row: readonly string[], widths: readonly number[]): readonly (readonly string[])[] {
  const cells = row.map((cell, place) => brokenText(cell, widths[place] ?? 0));
  const height = Math.max(...cells.map(lines => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map(lines => lines[line] ?? ''));
}

/** As prose, but a word that is wider than its column goes on in the next line: in a table nothing may be lost. */
function brokenText(text: string, width: number): readonly string[] {
  return wrapText(text, width).flatMap(line => {
    const pieces: string[] = [''];
    for (const glyph of glyphs(line)) {
      const last = pieces.at(-1) ?? '';
      if (displayWidth(last) + glyph.width > width) {
        pieces.push(glyph.text);
      } else {
        pieces[pieces.length - 1] = last + glyph.text;
      }
    }
    return pieces;
  });
}

function aligned(text: string, width: number, align: Column['align']): string {
  const padded = padToWidth(text, width);
  return align === 'right' ? ' '.repeat(Math.max(0, width - displayWidth(text))) + padded.trimEnd() : padded;
}
