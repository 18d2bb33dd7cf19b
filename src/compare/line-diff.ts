/**
 * Which lines two texts share: a longest common subsequence by dynamic programming (Hunt and McIlroy's problem in its plain
 * form), after setting aside what is equal at both ends. Cells are short, so the square of their length is cheap.
 */

export interface DiffLine {
  readonly kind: 'same' | 'left' | 'right';
  readonly text: string;
}

/** Lines of the left text that are gone come before those of the right text that took their place. */
export function lineDiff(left: string, right: string): readonly DiffLine[] {
  const [a, b] = [linesOf(left), linesOf(right)];
  const start = sharedStart(a, b);
  const end = sharedStart(a.slice(start).reverse(), b.slice(start).reverse());
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same)
  ];
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

function sharedStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) {
    count += 1;
  }
  return count;
}

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const lengths = commonLengths(a, b);
  const at = (i: number, j: number): number => lengths[i * (b.length + 1) + j] ?? 0;
  const found: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [text, other] = [a[i], b[j]];
    if (text !== undefined && text === other) {
      found.push({ kind: 'same', text });
      [i, j] = [i + 1, j + 1];
    } else if (text !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ kind: 'left', text });
      i += 1;
    } else {
      found.push({ kind: 'right', text: other ?? '' });
      j += 1;
    }
  }
  return found;
}

/** At `i * (b.length + 1) + j`: how many lines the ends from `i` and `j` on have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const place = i * width + j;
      lengths[place] =
        a[i] === b[j]
          ? (lengths[place + width + 1] ?? 0) + 1
          : Math.max(lengths[place + width] ?? 0, lengths[place + 1] ?? 0);
    }
  }
  return lengths;
}
