/** Where the form goes: rows read "anchor, size of the form, where". */
import { placeBeside } from '../../../src/editor/placement.js';

const view = { width: 1000, height: 800 };
const form = { width: 380, height: 500 };
const anchor = (left: number, top: number): { left: number; top: number; width: number; height: number } => ({
  left,
  top,
  width: 80,
  height: 20
});

test.each([
  ['below its badge', anchor(100, 100), form, { left: 100, top: 124 }],
  ['above it at the lower edge', anchor(100, 700), form, { left: 100, top: 196 }],
  ['inside of the right edge', anchor(900, 100), form, { left: 612, top: 124 }],
  ['inside of the left edge', anchor(-50, 100), form, { left: 8, top: 124 }],
  ['below also when it has to scroll there', anchor(100, 400), { width: 380, height: 900 }, { left: 100, top: 424 }]
])('%s', (_, box, size, place) => {
  expect(placeBeside(box, size, view)).toMatchObject(place);
});

test.each([anchor(100, 100), anchor(100, 700), anchor(100, 395)])('it never leaves the window: %j', box => {
  const { top, maximalHeight } = placeBeside(box, { width: 380, height: 2000 }, view);
  expect(top).toBeGreaterThanOrEqual(8);
  expect(top + maximalHeight).toBeLessThanOrEqual(792);
});
