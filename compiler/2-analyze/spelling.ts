/** Finds the name that somebody probably meant. */

/** The nearest of `known` to `name`, or null when none is near: at most a third of the letters differ, but one may. */
export function nearest(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let distance = (name.length < 2 ? 0 : Math.max(1, Math.floor(name.length / 3))) + 1;
  for (const candidate of known) {
    if (candidate !== name && Math.abs(candidate.length - name.length) < distance) {
      const found = editDistance(name.toLowerCase(), candidate.toLowerCase(), distance);
      if (found < distance || (found === distance && best !== null && candidate < best)) {
        best = candidate;
        distance = found;
      }
    }
  }
  return best;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbors; stops counting at `limit`. */
function editDistance(left: string, right: string, limit: number): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      next.push(
        Math.min(
          (last[column] ?? limit) + 1,
          (next[column - 1] ?? limit) + 1,
          (last[column - 1] ?? limit) + cost,
          swapped ? (beforeLast[column - 2] ?? limit) + 1 : limit
        )
      );
    }
    if (Math.min(...next) >= limit) {
      return limit;
    }
    [beforeLast, last] = [last, next];
  }
  return last[right.length] ?? limit;
}
