/** What a step reports to Argo: its metrics, small values and the record of its result, as output parameters. */
import type { PlanStep } from '../../ir/plan.js';
import type { OutputParameter } from './model.js';
import { parameterName } from './names.js';

/** Folder in the container where the step runner writes one file for each. */
export const outputsFolder = '/tmp/collard-outputs';

/**
 * `metric-<name>` for each metric; `values`, a JSON object of all small values that the step hands on or keeps; `record`, the name of
 * its record in the store; `phase`, `succeeded` or `cached`. A step that fails reports none of them, hence the defaults.
 */
export function outputParameters({ metrics }: PlanStep): readonly OutputParameter[] {
  const names = metrics.map(({ name }) => metricFile(name));
  return [...names, 'values', 'record', 'phase'].map(name => ({
    name,
    valueFrom: { path: `${outputsFolder}/${name}`, default: '' }
  }));
}

/** The step runner is told these names, since Argo's are not always the metric's own. */
export function metricFile(metric: string): string {
  return `metric-${parameterName(metric)}`;
}
