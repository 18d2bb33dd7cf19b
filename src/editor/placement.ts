/** Where a box goes that belongs to something on the page: below it, above where there is more room, always inside of the window. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly left: number;
  readonly top: number;
  /** The box scrolls when it would be higher. */
  readonly maximalHeight: number;
}

const gap = 4;
const margin = 8;
/** With less room than this below, the other side is asked. */
const littleRoom = 320;

export function placeBeside(anchor: Box, size: Size, view: Size): Placement {
  const below = view.height - margin - (anchor.top + anchor.height + gap);
  const above = anchor.top - gap - margin;
  const wanted = Math.min(size.height, littleRoom);
  const goesBelow = below >= wanted || below >= above;
  const room = Math.max(goesBelow ? below : above, Math.min(wanted, view.height - 2 * margin));
  const height = Math.min(size.height, room);
  const top = goesBelow ? anchor.top + anchor.height + gap : anchor.top - gap - height;
  return {
    left: within(anchor.left, margin, view.width - margin - size.width),
    top: within(top, margin, view.height - margin - height),
    maximalHeight: room
  };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
