/** The color of a step as a CSS variable; the palette itself stands in the style sheet of the badges. */
import type { CSSProperties } from 'react';

/** How many colors can be told apart; after them, they begin anew. */
const colors = 8;

/** Sets `--collard-step-color` for an element. @param place by order of appearance in the notebook, from 0. */
export function stepColor(place: number): CSSProperties {
  const color = `var(--collard-step-${(Math.max(0, place) % colors) + 1}, var(--jp-border-color0))`;
  return { '--collard-step-color': color } as CSSProperties;
}
