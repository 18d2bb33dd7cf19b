/** The steps' order → one DAG. */
import type { PlanStep } from '../../ir/plan.js';
import type { DagTask, GraphTemplate } from './model.js';
import { graphTemplate } from './names.js';
import type { ArgoOptions } from './options.js';
import { lastTaskOf, snapshotTasks } from './snapshots.js';

/**
 * A task for each step. Steps that get no pod are no dependency: their results are there. A failure stops what depends on it and
 * nothing else, as on the local engine.
 */
export function pipelineGraph(
  steps: readonly PlanStep[],
  names: ReadonlyMap<string, string>,
  options: ArgoOptions
): GraphTemplate {
  const emitted = new Set(steps.map(({ name }) => name));
  const tasks = steps.map(({ name: step, after }): DagTask => {
    const name = names.get(step) ?? step;
    const before = after
      .filter(other => emitted.has(other))
      .map(other => lastTaskOf(names.get(other) ?? other, options));
    return { name, template: name, ...(before.length > 0 ? { depends: before.join(' && ') } : {}) };
  });
  return { name: graphTemplate, dag: { failFast: false, tasks: [...tasks, ...snapshotTasks(steps, names, options)] } };
}
