/** Finds what somebody probably meant: the known word with the fewest slips, if they are few enough. */

/** The nearest of the words by edit distance (at most a third of the letters, at least 1), or null. */
export function nearest(typed: string, words: readonly string[]): string | null {
  const most = Math.max(1, Math.floor(typed.length / 3));
  const [best] = words
    .map(word => ({ word, slips: editDistance(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(({ slips }) => slips <= most)
    .sort((left, right) => left.slips - right.slips);
  return best?.word ?? null;
}

/** "Did you mean x?", or else what there is to choose from. */
export function didYouMean(typed: string, words: readonly string[]): string {
  const meant = nearest(typed, words);
  return meant !== null ? `Did you mean ${meant}?` : words.length > 0 ? `There is: ${words.join(', ')}.` : '';
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbors, one row at a time. */
function editDistance(left: string, right: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (older[column - 2] ?? 0) + 1 : Infinity
      );
    }
    older = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
