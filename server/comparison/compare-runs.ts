/** Two runs side by side: only what differs, but every metric. */
import type { Comparison, RunSummary } from '../../protocol/api.js';
import type { FoundRun } from '../runs/run-catalog.js';
import { compareSteps } from './compare-steps.js';
import { allNames, differences } from './differences.js';

export interface ComparedRun {
  readonly run: FoundRun;
  readonly summary: RunSummary;
}

export function compareRuns(left: ComparedRun, right: ComparedRun): Comparison {
  const names = [...new Set([left, right].flatMap(({ run }) => run.plan.steps.map(({ name }) => name)))];
  return {
    left: left.summary,
    right: right.summary,
    parameters: differences(left.summary.parameters, right.summary.parameters),
    metrics: metricsOf(left.summary, right.summary),
    steps: names.map(name => compareSteps(name, left.run, right.run)).filter(differs)
  };
}

function metricsOf(left: RunSummary, right: RunSummary): Comparison['metrics'] {
  return allNames(left.metrics, right.metrics).map(name => ({
    name,
    left: left.metrics[name] ?? null,
    right: right.metrics[name] ?? null
  }));
}

function differs({ only, code, inputs, files, libraries }: Comparison['steps'][number]): boolean {
  return only !== null || [code, inputs, files, libraries].some(list => list.length > 0);
}
