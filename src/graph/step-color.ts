/** The color of a step as a CSS variable; the palette itself stands in the style sheet of the badges. */
import type { CSSProperties } from 'react';
import { colorNumber } from '../badges/step-color.js';

/** Sets `--collard-step-color` for an element. @param place by order of appearance in the notebook, from 0. */
export function stepColor(place: number): CSSProperties {
  const color = `var(--collard-step-${colorNumber(Math.max(0, place))})`;
  return { '--collard-step-color': color } as CSSProperties;
}
