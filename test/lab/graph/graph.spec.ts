/** The interactive graph: where things stand, where arrow keys lead, and what is in view at first. */
import { compile, type Plan } from '../../../compiler/index.js';
import { edgePath, middleOf } from '../../../src/graph/edge-path.js';
import { firstView } from '../../../src/graph/first-view.js';
import { layOutGraph } from '../../../src/graph/graph-layout.js';
import { neighbor, type Direction } from '../../../src/graph/neighbor.js';
import { notebookOf } from '../support/open-notebook.js';
import '../support/structured-clone.js';

/** Steps in the shape of a binary tree, the root first. */
function tree(count: number): Plan {
  const cells = Array.from({ length: count }, (_, index) => ({
    id: `cell-${index}`,
    source: index === 0 ? 'v0 = 1' : `v${index} = v${Math.floor((index - 1) / 2)} + 1`,
    tags: [`step:step_${index}`]
  }));
  const { plan } = compile(notebookOf(cells));
  if (plan === null) {
    throw new Error('A tree has steps.');
  }
  return plan;
}

describe('the layout', () => {
  test('puts no two steps upon each other, and every step below those that it reads from', () => {
    const { steps, edges } = layOutGraph(tree(15), true);
    const place = new Map(steps.map(step => [step.name, step]));
    for (const left of steps) {
      for (const right of steps.filter(({ name }) => name > left.name)) {
        const apartX = left.x + left.width <= right.x || right.x + right.width <= left.x;
        const apartY = left.y + left.height <= right.y || right.y + right.height <= left.y;
        expect([left.name, right.name, apartX || apartY]).toEqual([left.name, right.name, true]);
      }
    }
    expect(edges).toHaveLength(14);
    for (const { from, to } of edges) {
      const [above, below] = [place.get(from), place.get(to)];
      expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0);
    }
  });

  test('knows the names that flow along an edge', () => {
    expect(layOutGraph(tree(2), false).edges).toMatchObject([{ from: 'step_0', to: 'step_1', names: ['v0'] }]);
  });
});

describe('arrow keys', () => {
  const { steps } = layOutGraph(tree(7), false);

  test('reach every step from the first', () => {
    const reached = new Set(['step_0']);
    for (const from of reached) {
      for (const direction of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'] as const) {
        const to = neighbor(steps, from, direction);
        if (to !== null) {
          reached.add(to);
        }
      }
    }
    expect([...reached].sort()).toEqual(steps.map(({ name }) => name).sort());
  });

  test.each<readonly [string, Direction, string | null]>([
    ['step_0', 'ArrowUp', null],
    ['step_0', 'ArrowLeft', null],
    ['step_3', 'ArrowUp', 'step_1'],
    ['step_1', 'ArrowUp', 'step_0'],
    ['step_4', 'Home', 'step_0'],
    ['step_0', 'End', steps.at(-1)?.name ?? null]
  ])('from %s by %s lead to %s', (from, direction, to) => {
    expect(neighbor(steps, from, direction)).toBe(to);
  });
});

describe('the first view', () => {
  const size = { width: 280, height: 300 };

  test('shows all of a small pipeline in the middle, no larger than it is', () => {
    const graph = layOutGraph(tree(2), false);
    const { x, y, zoom } = firstView(graph, size);
    expect(zoom).toBe(1);
    expect(x + (graph.width * zoom) / 2).toBeCloseTo(size.width / 2);
    expect(y + graph.height * zoom).toBeLessThan(size.height);
  });

  test('shows the beginning of a large one at a size that can be read', () => {
    const graph = layOutGraph(tree(40), true);
    const { x, y, zoom } = firstView(graph, size);
    expect(zoom).toBeGreaterThan(0.7);
    const [first] = graph.steps;
    const middle = ((first?.x ?? 0) + (first?.width ?? 0) / 2) * zoom + x;
    expect(middle).toBeCloseTo(size.width / 2);
    expect((first?.y ?? 0) * zoom + y).toBeGreaterThanOrEqual(0);
  });
});

describe('an edge', () => {
  test('goes through its points in curves, and carries its names in the middle', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 10 },
      { x: 10, y: 30 }
    ];
    expect(edgePath(points)).toBe('M0 0Q10 10 10 20L10 30');
    expect(edgePath([])).toBe('');
    expect(middleOf(points)).toEqual({ x: 10, y: 10 });
    expect(middleOf(points.slice(0, 2))).toEqual({ x: 5, y: 5 });
  });
});
