/**
 * Which cells of a step mean something else in another plan. The slice knows whether the body differs in meaning and whether
 * the code before it does; the cells are told by their text. So comments alone show no cell, and at most one beside a real change.
 */
import type { Plan, PlanStep } from '../../compiler/index.js';
import type { Comparison } from '../../protocol/api.js';

export interface PlannedStep {
  readonly step: PlanStep;
  readonly plan: Plan;
}

type ChangedCell = Comparison['steps'][number]['code'][number];

export function changedCells(left: PlannedStep, right: PlannedStep): readonly ChangedCell[] {
  const changed = changedParts(left.step, right.step);
  const bodyChanged = changed.has('body');
  const restChanged = changed.size > (bodyChanged ? 1 : 0);
  const bodies = new Set([...left.step.cells, ...right.step.cells]);
  const [before, after] = [sourcesOf(left), sourcesOf(right)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(cell => (bodies.has(cell) ? bodyChanged : restChanged))
    .map(cell => ({ cell, left: before.get(cell) ?? null, right: after.get(cell) ?? null }))
    .filter(sides => sides.left !== sides.right);
}

/** Names of the parts of the slices that differ: `body`, and the names that the code before it defines. */
function changedParts(left: PlanStep, right: PlanStep): ReadonlySet<string> {
  const digestsOf = ({ slice }: PlanStep): ReadonlyMap<string, string> =>
    new Map(slice.map(({ name, digest }) => [name, digest]));
  const [before, after] = [digestsOf(left), digestsOf(right)];
  return new Set([...before.keys(), ...after.keys()].filter(name => before.get(name) !== after.get(name)));
}

/** Texts of the cells that the step executes, by cell; pieces of one cell one below the other. */
function sourcesOf({ step, plan }: PlannedStep): ReadonlyMap<string, string> {
  const cells = new Map(plan.cells.map(({ id, source }) => [id, source]));
  const sources = new Map<string, string>();
  for (const { cell, source = cells.get(cell) ?? '' } of step.code) {
    const before = sources.get(cell);
    sources.set(cell, before === undefined ? source : `${before}\n${source}`);
  }
  return sources;
}
