/** Colors of terminals as pieces of text with class names. */
import { ansiClasses, ansiPieces, plainStyle } from '../../../src/run-view/log/ansi.js';

const drawn = (text: string): string[] =>
  ansiPieces(text, plainStyle).pieces.map(piece => `${piece.text}|${ansiClasses(piece.style)}`);

test.each<[string, string, string[]]>([
  ['no color', 'plain', ['plain|']],
  ['nothing', '', []],
  ['a color and back', '\u001b[31mred\u001b[0mplain', ['red|ansi-red-fg', 'plain|']],
  ['an empty sequence means back', '\u001b[31mred\u001b[mplain', ['red|ansi-red-fg', 'plain|']],
  ['bold and a bright color', '\u001b[1;92mok', ['ok|ansi-green-intense-fg ansi-bold']],
  ['a background', '\u001b[44mdeep', ['deep|ansi-blue-bg']],
  ['inverse', '\u001b[7mturned', ['turned|ansi-default-inverse-fg ansi-default-inverse-bg']],
  ['inverse of a color', '\u001b[7;31mturned', ['turned|ansi-red-bg ansi-default-inverse-fg']],
  ['underlined, then not', '\u001b[4ma\u001b[24mb', ['a|ansi-underline', 'b|']],
  ['one of 256 colors that has a name', '\u001b[38;5;9ma', ['a|ansi-red-intense-fg']],
  ['one that has none', '\u001b[38;5;200;1ma', ['a|ansi-bold']],
  ['a color by its parts', '\u001b[38;2;1;31;3;4ma', ['a|ansi-underline']],
  ['moves of the cursor are dropped', 'a\u001b[2K\u001b[1Ab', ['a|', 'b|']],
  ['codes that nobody knows are dropped', '\u001b[58ma', ['a|']]
])('%s', (_, text, expected) => {
  expect(drawn(text)).toEqual(expected);
});

test('text after the end begins in the style that was left on', () => {
  expect(ansiPieces('\u001b[1mbold', plainStyle).end.bold).toBe(true);
});
