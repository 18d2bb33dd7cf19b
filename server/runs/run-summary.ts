/** A stored run as lists show it. */
import { isOver, selectedSteps } from '../../engine/index.js';
import type { StoredRun } from '../../engine/index.js';
import type { RunSummary } from '../../protocol/api.js';
import type { Phase } from '../../protocol/run-event.js';
import type { RunView } from '../../protocol/run-view.js';

export interface RunSurroundings {
  /** Path of its notebook as browsers know it. */
  readonly notebook: string | null;
  readonly pinned: boolean;
}

export function runSummary(run: StoredRun, { notebook, pinned }: RunSurroundings): RunSummary {
  const { header, state } = run;
  const view = selectedView(run);
  const steps = Object.values(view.steps);
  return {
    id: header.id,
    title: header.title,
    pipeline: header.pipeline,
    notebook,
    target: header.target,
    created: header.created,
    phase: state,
    seconds: isOver(state) ? view.seconds : null,
    parameters: header.parameters,
    metrics: Object.assign({}, ...steps.map(({ metrics }) => metrics)) as Readonly<Record<string, number>>,
    steps: countsOf(steps.map(({ phase }) => phase)),
    pinned
  };
}

/** The view without the steps that the run is not about. */
export function selectedView({ header, plan, view }: StoredRun): RunView {
  const selected = new Set(selectedSteps(plan, header.only).map(({ name }) => name));
  const steps = Object.entries(view.steps).filter(([name]) => selected.has(name));
  return { ...view, steps: Object.fromEntries(steps) };
}

function countsOf(phases: readonly Phase[]): RunSummary['steps'] {
  const counts: Partial<Record<Phase, number>> = {};
  phases.forEach(phase => (counts[phase] = (counts[phase] ?? 0) + 1));
  return counts;
}
