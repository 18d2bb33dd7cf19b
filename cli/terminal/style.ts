/** Colors of the terminal, or none. Meaning is never carried by color alone. */
import pico from 'picocolors';

export type Paint = (text: string) => string;

export interface Style {
  /** Whether any of the others changes anything. */
  readonly colored: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly good: Paint;
  /** A text that opens an address when clicked, where the terminal can do that (OSC 8); else the text alone. */
  readonly link: (text: string, address: string) => string;
}

export function styleFor(colored: boolean): Style {
  const { bold, dim, red, yellow, cyan, green } = pico.createColors(colored);
  return {
    colored,
    bold,
    dim,
    error: red,
    warning: yellow,
    info: cyan,
    good: green,
    link: (text, address) => (colored ? `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\` : text)
  };
}
