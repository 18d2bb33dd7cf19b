/** Repeatable choices: the same seed gives the same corpus on every machine. */

export interface Choices {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  fraction(): number;
  /** A whole number below `limit`. */
  below(limit: number): number;
  /** One of the items; there must be at least one. */
  pick<Item>(items: readonly Item[]): Item;
  /** True in about `share` of all calls. */
  chance(share: number): boolean;
}

/** Tommy Ettinger's mulberry32: 32 bits of state, good enough to choose test cases. */
export function seededChoices(seed: number): Choices {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    pick: items => {
      const item = items[below(items.length)];
      if (item === undefined) {
        throw new RangeError('nothing to pick from');
      }
      return item;
    },
    chance: share => fraction() < share
  };
}
