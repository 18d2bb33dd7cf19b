/** A line of a cell with the exact place of a problem marked beneath it, as good compilers show it. Plain text, no colors. */
import type { Span } from './diagnostic.js';
import { glyphs } from './display-width.js';
import type { Glyph } from './display-width.js';

export interface FrameLine {
  readonly kind: 'source' | 'mark';
  /** Line of the cell, from 1; both kinds carry it. */
  readonly number: number;
  readonly text: string;
}

/** A line of a cell and the columns that matter, from 0 in UTF-16 units, the end exclusive. */
export interface MarkedLine {
  readonly text: string;
  readonly number: number;
  readonly column: number;
  readonly endColumn: number;
}

/** A piece of a line: glyph numbers, the end exclusive. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const defaultWidth = 72;
const ellipsis = '…';

/**
 * The first line of the span and a line of carets under it; empty when the cell has no such line. A span over several lines is
 * marked to the end of its first one.
 */
export function codeFrame(source: string, span: Span, width: number = defaultWidth): readonly FrameLine[] {
  const line = source.split('\n')[span.line - 1];
  if (line === undefined) {
    return [];
  }
  const endColumn = span.endLine > span.line ? line.length : span.endColumn;
  return lineFrame({ text: line, number: span.line, column: span.column, endColumn }, width);
}

/** The same for a single line. One that is longer than `width` columns is cut around the marked place. */
export function lineFrame(
  { text, number, column, endColumn }: MarkedLine,
  width: number = defaultWidth
): readonly FrameLine[] {
  const all = glyphs(text);
  const marked = markedRange(all, column, endColumn);
  const shown = visibleRange(all, marked, width);
  const before = shown.from > 0 ? ellipsis : '';
  const after = shown.to < all.length ? ellipsis : '';
  const kept = all.slice(shown.from, shown.to);
  const indent = columns(all.slice(shown.from, marked.from)) + before.length;
  const carets = Math.max(1, columns(all.slice(marked.from, Math.min(marked.to, shown.to))));
  return [
    { kind: 'source', number, text: before + kept.map(glyph => glyph.text).join('') + after },
    { kind: 'mark', number, text: ' '.repeat(indent) + '^'.repeat(carets) }
  ];
}

/** The glyphs that the columns touch; trailing blanks of a line that is marked to its end are left out. */
function markedRange(all: readonly Glyph[], column: number, endColumn: number): Range {
  const at = (offset: number): number => {
    const index = all.findIndex(({ to }) => to > offset);
    return index < 0 ? all.length : index;
  };
  const from = at(column);
  let to = endColumn <= column ? from : at(endColumn - 1) + 1;
  while (to > from + 1 && (all[to - 1]?.text.trim() ?? '') === '') {
    to -= 1;
  }
  return { from, to: Math.min(to, all.length) };
}

/** As much of the line as fits, with the marked glyphs in it (their beginning, if even they are too long). */
function visibleRange(all: readonly Glyph[], marked: Range, width: number): Range {
  if (columns(all) <= width) {
    return { from: 0, to: all.length };
  }
  const room = Math.max(4, width - 2 * ellipsis.length);
  const wanted = Math.min(room, Math.max(1, columns(all.slice(marked.from, marked.to))));
  let from = marked.from;
  let lead = 0;
  const mostLead = columns(all.slice(0, marked.to)) <= room ? room : Math.floor((room - wanted) / 2);
  while (from > 0 && lead + (all[from - 1]?.width ?? 0) <= mostLead) {
    from -= 1;
    lead += all[from]?.width ?? 0;
  }
  let to = from;
  let used = 0;
  while (to < all.length && used + (all[to]?.width ?? 0) <= room) {
    used += all[to]?.width ?? 0;
    to += 1;
  }
  while (to === all.length && from > 0 && used + (all[from - 1]?.width ?? 0) <= room) {
    from -= 1;
    used += all[from]?.width ?? 0;
  }
  return { from, to };
}

function columns(part: readonly Glyph[]): number {
  return part.reduce((sum, { width }) => sum + width, 0);
}
