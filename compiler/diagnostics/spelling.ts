/** Finds the names that somebody probably meant. */

/** The nearest of `known` to `name`, or null when none is near; of several as near, the first in the alphabet. */
export function nearest(name: string, known: Iterable<string>): string | null {
  return allNearest(name, known)[0] ?? null;
}

/** All that are nearest, in alphabetical order: at most a third of the letters differ, but one may. */
export function allNearest(name: string, known: Iterable<string>): readonly string[] {
  let distance = name.length < 2 ? 0 : Math.max(1, Math.floor(name.length / 3));
  let found: string[] = [];
  for (const candidate of new Set(known)) {
    if (candidate !== name && Math.abs(candidate.length - name.length) <= distance) {
      const slips = editDistance(name.toLowerCase(), candidate.toLowerCase(), distance);
      found = slips < distance ? [candidate] : slips === distance ? [...found, candidate] : found;
      distance = Math.min(distance, slips);
    }
  }
  return found.sort();
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbors; more than `most` are not counted. */
function editDistance(left: string, right: string, most: number): number {
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
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + cost,
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity
        )
      );
    }
    if (Math.min(...next) > most) {
      return most + 1;
    }
    [beforeLast, last] = [last, next];
  }
  return last[right.length] ?? 0;
}
