/** Which step an arrow key leads to. */
import type { PlacedStep } from './graph-layout.js';

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

const directions: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];

export function isDirection(key: string): key is Direction {
  return directions.includes(key);
}

/** The nearest step that way, so that every step can be reached; null when there is none. */
export function neighbor(steps: readonly PlacedStep[], from: string, direction: Direction): string | null {
  const start = steps.find(({ name }) => name === from);
  switch (direction) {
    case 'Home':
      return steps[0]?.name ?? null;
    case 'End':
      return steps.at(-1)?.name ?? null;
    case 'ArrowUp':
    case 'ArrowDown':
    case 'ArrowLeft':
    case 'ArrowRight':
      return start === undefined ? null : nearest(steps, start, direction);
  }
}

type Arrow = Exclude<Direction, 'Home' | 'End'>;

function nearest(steps: readonly PlacedStep[], start: PlacedStep, arrow: Arrow): string | null {
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const step of steps) {
    const distance = distanceTowards(start, step, arrow);
    if (distance !== null && (best === null || distance < best.distance)) {
      best = { name: step.name, distance };
    }
  }
  return best?.name ?? null;
}

/** Null when it lies the other way. Upwards and downwards the layer counts first, then the column; sideways the layer must be the same. */
function distanceTowards(start: PlacedStep, step: PlacedStep, arrow: Arrow): number | null {
  const across = step.x + step.width / 2 - (start.x + start.width / 2);
  const down = step.y + step.height / 2 - (start.y + start.height / 2);
  const sameLayer = Math.abs(down) < start.height / 2;
  switch (arrow) {
    case 'ArrowUp':
      return sameLayer || down > 0 ? null : -down * 10 + Math.abs(across);
    case 'ArrowDown':
      return sameLayer || down < 0 ? null : down * 10 + Math.abs(across);
    case 'ArrowLeft':
      return sameLayer && across < 0 ? -across : null;
    case 'ArrowRight':
      return sameLayer && across > 0 ? across : null;
  }
}
