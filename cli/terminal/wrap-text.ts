/** Breaks prose into lines that fit. */
import { displayWidth, visibleText } from '../../compiler/diagnostics/display-width.js';

/**
 * Words longer than a line stand alone on one, uncut, so that paths can be copied. Line breaks in the text are kept; control
 * characters are shown, not obeyed.
 */
export function wrapText(text: string, columns: number): readonly string[] {
  return text.split('\n').flatMap(paragraph => {
    const lines: string[] = [];
    let line = '';
    for (const word of visibleText(paragraph).split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && displayWidth(longer) > columns) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    return [...lines, line];
  });
}
