/** Shapes of pipelines: steps in notebook order, each with the earlier steps that it waits for. */

export interface Shape {
  readonly name: string;
  /** For every step, the places of the steps that it comes after. */
  readonly after: readonly (readonly number[])[];
}

export const shapes: readonly Shape[] = [
  { name: 'one step', after: [[]] },
  { name: 'pair', after: [[], [0]] },
  { name: 'chain of three', after: [[], [0], [1]] },
  { name: 'chain of five', after: [[], [0], [1], [2], [3]] },
  { name: 'diamond', after: [[], [0], [0], [1, 2]] },
  { name: 'fan out', after: [[], [0], [0], [0]] },
  { name: 'fan in', after: [[], [], [], [0, 1, 2]] },
  { name: 'two roots', after: [[], [], [0, 1], [2]] },
  { name: 'two islands', after: [[], [0], [], [2]] },
  { name: 'shortcut', after: [[], [0], [0, 1], [2, 0]] },
  { name: 'two diamonds', after: [[], [0], [0], [1, 2], [3], [3], [4, 5]] },
  { name: 'wide', after: [[], [0], [0], [0], [0], [0], [1, 2, 3, 4, 5]] },
  { name: 'unequal branches', after: [[], [0], [1], [0], [2, 3]] },
  { name: 'crossing', after: [[], [], [0, 1], [0, 1], [2, 3]] },
  { name: 'tree', after: [[], [0], [0], [1], [1], [2], [2]] }
];

/** A way through the graph from a root to a leaf, chosen step by step with `pick`. */
export function pathThrough(shape: Shape, pick: (items: readonly number[]) => number): readonly number[] {
  const roots = shape.after.flatMap((before, step) => (before.length === 0 ? [step] : []));
  const path = [pick(roots)];
  for (;;) {
    const last = path.at(-1) ?? 0;
    const next = shape.after.flatMap((before, step) => (before.includes(last) ? [step] : []));
    if (next.length === 0) {
      return path;
    }
    path.push(pick(next));
  }
}
