/** A code frame as it stands in the terminal: line number, bar, text, the mark in color. */
import type { FrameLine } from '../../compiler/diagnostics/frame.js';
import type { Paint, Style } from '../terminal/style.js';

const numberColumns = 5;

/** Columns that the number and the bar take from the line. */
export const frameMargin = numberColumns + 4;

export function paintedFrame(frame: readonly FrameLine[], mark: Paint, { dim }: Style): readonly string[] {
  return frame.map(({ kind, number, text }) => {
    const label = (kind === 'source' ? String(number) : '').padStart(numberColumns);
    return `${dim(`${label} |`)} ${kind === 'mark' ? mark(text) : text}`;
  });
}
