/** Which lines two texts share. */
import fc from 'fast-check';
import { lineDiff, type DiffLine } from '../../../src/compare/line-diff.js';

const sign = { same: ' ', left: '-', right: '+' } as const;
const drawn = (left: string, right: string): string[] =>
  lineDiff(left, right).map(({ kind, text }) => `${sign[kind]}${text}`);

test.each<[string, string, string, string[]]>([
  ['equal texts', 'a\nb', 'a\nb', [' a', ' b']],
  ['nothing at all', '', '', []],
  ['a new text', '', 'a', ['+a']],
  ['a deleted text', 'a', '', ['-a']],
  ['a changed line', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a line in between', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a line that moved', 'a\nb\nc', 'b\nc\na', ['-a', ' b', ' c', '+a']],
  ['lines that repeat', 'a\na\nb', 'a\nb', [' a', '-a', ' b']]
])('%s', (_, left, right, expected) => {
  expect(drawn(left, right)).toEqual(expected);
});

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 8 })
  .map(lines => lines.join('\n'));
const side = (lines: readonly DiffLine[], kind: 'left' | 'right'): string[] =>
  lines.filter(line => line.kind === 'same' || line.kind === kind).map(({ text }) => text);
const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

test('of any two texts both can be read in it, and no longer part is shared', () => {
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      const lines = lineDiff(left, right);
      expect(side(lines, 'left')).toEqual(linesOf(left));
      expect(side(lines, 'right')).toEqual(linesOf(right));
      expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(longestShared(linesOf(left), linesOf(right)));
    })
  );
});

/** By trying everything. */
function longestShared([first, ...rest]: readonly string[], other: readonly string[]): number {
  if (first === undefined) {
    return 0;
  }
  const place = other.indexOf(first);
  const without = longestShared(rest, other);
  return place < 0 ? without : Math.max(without, 1 + longestShared(rest, other.slice(place + 1)));
}
