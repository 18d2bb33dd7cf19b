/**
 * Text with colors as terminals write it: the "select graphic rendition" sequences of ECMA-48. Gives pieces of plain text with
 * the class names that JupyterLab's own style sheet colors; every other control sequence is dropped. Makes no HTML.
 */

export interface AnsiStyle {
  /** 0–15; null: the usual color. */
  readonly color: number | null;
  readonly background: number | null;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface AnsiPiece {
  readonly text: string;
  readonly style: AnsiStyle;
}

export const plainStyle: AnsiStyle = { color: null, background: null, bold: false, underline: false, inverse: false };

// CSI sequences, OSC sequences, and escapes of two characters.
// eslint-disable-next-line no-control-regex
const sequence = /\u001b(?:\[([0-?]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

export function withoutAnsi(text: string): string {
  return text.includes('\u001b') ? text.replace(sequence, '') : text;
}

/** The pieces of a text that begins in `start`, and the style in which the text after it begins. */
export function ansiPieces(
  text: string,
  start: AnsiStyle
): { readonly pieces: readonly AnsiPiece[]; readonly end: AnsiStyle } {
  if (!text.includes('\u001b')) {
    return { pieces: text === '' ? [] : [{ text, style: start }], end: start };
  }
  const pieces: AnsiPiece[] = [];
  let style = start;
  let done = 0;
  for (const match of text.matchAll(sequence)) {
    if (match.index > done) {
      pieces.push({ text: text.slice(done, match.index), style });
    }
    done = match.index + match[0].length;
    if (match[2] === 'm') {
      style = restyled(style, match[1] ?? '');
    }
  }
  if (done < text.length) {
    pieces.push({ text: text.slice(done), style });
  }
  return { pieces, end: style };
}

/** Class names as in the style sheet of JupyterLab's renderers. */
export function ansiClasses({ color, background, bold, underline, inverse }: AnsiStyle): string {
  const [front, back] = inverse ? [background, color] : [color, background];
  return [
    colorClass(front, 'fg'),
    colorClass(back, 'bg'),
    inverse && front === null ? 'ansi-default-inverse-fg' : '',
    inverse && back === null ? 'ansi-default-inverse-bg' : '',
    bold ? 'ansi-bold' : '',
    underline ? 'ansi-underline' : ''
  ]
    .filter(name => name !== '')
    .join(' ');
}

function colorClass(color: number | null, place: 'fg' | 'bg'): string {
  const name = color === null ? undefined : names[color % 8];
  return name === undefined ? '' : `ansi-${name}${(color ?? 0) >= 8 ? '-intense' : ''}-${place}`;
}

function restyled(style: AnsiStyle, text: string): AnsiStyle {
  const codes = text.split(';').map(Number);
  let next = style;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 38 || code === 48) {
      const place = code === 38 ? 'color' : 'background';
      const [color, used] = extendedColor(codes.slice(index + 1));
      next = { ...next, [place]: color };
      index += used;
    } else {
      next = afterCode(next, code);
    }
  }
  return next;
}

function afterCode(style: AnsiStyle, code: number): AnsiStyle {
  switch (code) {
    case 0:
      return plainStyle;
    case 1:
      return { ...style, bold: true };
    case 4:
      return { ...style, underline: true };
    case 7:
      return { ...style, inverse: true };
    case 22:
      return { ...style, bold: false };
    case 24:
      return { ...style, underline: false };
    case 27:
      return { ...style, inverse: false };
    case 39:
      return { ...style, color: null };
    case 49:
      return { ...style, background: null };
  }
  const [tens, ones] = [Math.floor(code / 10), code % 10];
  if (ones > 7) {
    return style;
  }
  switch (tens) {
    case 3:
      return { ...style, color: ones };
    case 4:
      return { ...style, background: ones };
    case 9:
      return { ...style, color: ones + 8 };
    case 10:
      return { ...style, background: ones + 8 };
    default:
      return style;
  }
}

/** Of 256 colors the first 16 have names; others, and those by red, green and blue, are shown in the usual color. */
function extendedColor(codes: readonly number[]): readonly [color: number | null, used: number] {
  if (codes[0] === 5) {
    const color = codes[1] ?? 0;
    return [color < 16 ? color : null, 2];
  }
  return [null, codes[0] === 2 ? 4 : 0];
}
