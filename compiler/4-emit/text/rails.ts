/** Lays the rails of a text drawing: one for each step that others wait for, in the leftmost column that is free long enough. */
import type { FlowEdge } from '../flow.js';

export interface Rail {
  readonly column: number;
  /** Row of the step that it starts from. */
  readonly from: number;
  /** Rows of the steps that are tied to it, ascending; it ends at the last one. */
  readonly to: readonly number[];
}

/** Interval coloring, first fit: rails that start where another ended may take its column. */
export function layRails(steps: readonly string[], edges: readonly FlowEdge[]): readonly Rail[] {
  const rows = new Map(steps.map((step, row) => [step, row]));
  const rails: Rail[] = [];
  steps.forEach((step, from) => {
    const to = edges
      .filter(edge => edge.from === step)
      .map(edge => rows.get(edge.to) ?? from)
      .sort((left, right) => left - right);
    if (to.length > 0) {
      const taken = new Set(rails.filter(rail => (rail.to.at(-1) ?? 0) > from).map(({ column }) => column));
      let column = 0;
      while (taken.has(column)) {
        column += 1;
      }
      rails.push({ column, from, to });
    }
  });
  return rails;
}
