/** The line of an edge through the points that the layout found for it. */
import type { Point } from './graph-layout.js';

/** SVG path: curves through the middles of the pieces, straight at both ends. */
export function edgePath([first, ...rest]: readonly Point[]): string {
  if (first === undefined) {
    return '';
  }
  const pieces = rest.map((point, index) => {
    const next = rest[index + 1];
    return next === undefined
      ? `L${point.x} ${point.y}`
      : `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return `M${first.x} ${first.y}${pieces.join('')}`;
}

/** Where the names of an edge are shown. */
export function middleOf(points: readonly Point[]): Point {
  const [before, after] = [points[Math.floor((points.length - 1) / 2)], points[Math.ceil((points.length - 1) / 2)]];
  return { x: ((before?.x ?? 0) + (after?.x ?? 0)) / 2, y: ((before?.y ?? 0) + (after?.y ?? 0)) / 2 };
}
