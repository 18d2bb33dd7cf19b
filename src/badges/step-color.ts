/** The color of a step by its place in the notebook. There are eight that can be told apart; after them a pattern tells. */

const colors = 8;

/** Number of the CSS variable `--collard-step-<n>`, from 1. */
export function colorNumber(place: number): number {
  return (place % colors) + 1;
}

/** True for steps whose color was used before. */
export function isPatterned(place: number): boolean {
  return Math.floor(place / colors) % 2 === 1;
}
