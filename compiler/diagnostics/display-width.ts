/**
 * How many columns a text takes in a terminal or a fixed-width view. East Asian and emoji characters take two, combining marks
 * none; what people see as one character (a grapheme) is never split.
 */

/** One visible character, with its place in the text in UTF-16 units. */
export interface Glyph {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

const plainText = /^[\x20-\x7e]*$/;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\ufe0f|\p{Emoji_Presentation}/u;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const tabStop = 4;

/**
 * Splits one line into visible characters. Tabs become spaces up to the next multiple of 4; control characters become visible
 * symbols, so that a text can never give orders to the terminal that shows it.
 */
export function glyphs(line: string): readonly Glyph[] {
  const found: Glyph[] = [];
  let column = 0;
  for (const { segment, index } of segments(line)) {
    const text = segment === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : visible(segment);
    const width = plainText.test(text) ? text.length : invisible.test(text) ? 0 : wide.test(text) ? 2 : 1;
    found.push({ text, from: index, to: index + segment.length, width });
    column += width;
  }
  return found;
}

/** Columns that one line takes. */
export function displayWidth(line: string): number {
  return plainText.test(line) ? line.length : glyphs(line).reduce((sum, { width }) => sum + width, 0);
}

/** The line with tabs and control characters made visible. */
export function visibleText(line: string): string {
  return plainText.test(line)
    ? line
    : glyphs(line)
        .map(({ text }) => text)
        .join('');
}

/** The line with tabs and control characters made visible, cut to so many columns; a cut is shown as "…". */
export function fitToWidth(line: string, columns: number): string {
  if (plainText.test(line) && line.length <= columns) {
    return line;
  }
  const all = glyphs(line);
  if (all.reduce((sum, { width }) => sum + width, 0) <= columns) {
    return all.map(({ text }) => text).join('');
  }
  let kept = '';
  let column = 0;
  for (const { text, width } of all) {
    if (column + width > columns - 1) {
      break;
    }
    kept += text;
    column += width;
  }
  return columns > 0 ? `${kept}…` : '';
}

/** The line followed by as many spaces as it takes to fill the columns; a longer one is cut. */
export function padToWidth(line: string, columns: number): string {
  const fitted = fitToWidth(line, columns);
  return fitted + ' '.repeat(Math.max(0, columns - displayWidth(fitted)));
}

function segments(line: string): Iterable<{ readonly segment: string; readonly index: number }> {
  return plainText.test(line)
    ? [...line].map((segment, index) => ({ segment, index }))
    : new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line);
}

/** C0 controls and DEL have pictures in Unicode's block "Control Pictures"; C1 controls and direction overrides have none. */
function visible(segment: string): string {
  return segment.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, character => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}
