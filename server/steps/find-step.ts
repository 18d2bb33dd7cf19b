/** One step of a stored run. */
import type { PlanStep } from '../../compiler/index.js';
import type { StepView } from '../../protocol/run-view.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { FoundRun } from '../runs/run-catalog.js';

export interface FoundStep {
  readonly run: FoundRun;
  readonly step: PlanStep;
  readonly view: StepView;
}

/** @throws OperationalError `not-found` */
export function findStep(run: FoundRun, name: string): FoundStep {
  const step = run.plan.steps.find(candidate => candidate.name === name);
  const view = run.view.steps[name];
  if (step === undefined || view === undefined) {
    throw new OperationalError('not-found', `The pipeline of run ${run.header.id} has no step ${name}`, {
      hint: `It has ${run.plan.steps.map(known => known.name).join(', ')}.`
    });
  }
  return { run, step, view };
}
