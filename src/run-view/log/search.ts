/** Finds a text in the lines of a log, whatever its case. */
import type { LogLine } from './log-lines.js';

/** Positions of the lines that contain the text; none for an empty text. */
export function matchingLines(lines: readonly LogLine[], text: string): readonly number[] {
  if (text === '') {
    return [];
  }
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
  return lines.flatMap(({ plain }, index) => (pattern.test(plain) ? [index] : []));
}
