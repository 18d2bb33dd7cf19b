/** The plan as a graph for drawings: one edge for each pair of steps, with the names that flow along it. */
import type { Plan } from '../ir/plan.js';

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  /** Sorted; empty for an edge that is there for the order alone. */
  readonly names: readonly string[];
}

/** Edges by consumer, in plan order. An order-only edge is left out where data or a longer way says the same. */
export function flowEdges({ steps }: Plan): readonly FlowEdge[] {
  const ancestors = new Map<string, ReadonlySet<string>>();
  return steps.flatMap(({ name: to, after, inputs }) => {
    const sources = [...new Set([...after, ...inputs.map(({ from }) => from)])];
    const above = (step: string): ReadonlySet<string> => ancestors.get(step) ?? new Set();
    ancestors.set(to, new Set(sources.flatMap(source => [source, ...above(source)])));
    return sources
      .map(from => ({
        from,
        to,
        names: inputs
          .filter(input => input.from === from)
          .map(({ name }) => name)
          .sort()
      }))
      .filter(({ from, names }) => names.length > 0 || !sources.some(other => above(other).has(from)))
      .sort((left, right) => place(steps, left.from) - place(steps, right.from));
  });
}

function place(steps: Plan['steps'], name: string): number {
  return steps.findIndex(step => step.name === name);
}
