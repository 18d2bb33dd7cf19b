/** Everything that is known about one step of a run. */
import { recordOrNull, restorableKinds, restorableState } from '../../engine/index.js';
import type { StepDetail } from '../../protocol/api.js';
import type { FoundStep } from './find-step.js';
import { inputVariables, variables } from './variables.js';

export function stepDetail({ run, step, view }: FoundStep): StepDetail {
  const { workspace, header } = run;
  const record = view.record === null ? null : recordOrNull(workspace, view.record);
  return {
    step: step.name,
    phase: view.phase,
    attempt: view.attempt,
    because: view.because,
    inputs: inputVariables(workspace, header.id, step),
    outputs: variables(record?.outputs ?? {}),
    reads: (record?.reads ?? []).filter(({ digest }) => digest !== null).map(({ path, size }) => ({ path, size })),
    writes: (record?.writes ?? []).map(({ path, size }) => ({ path, size })),
    distributions: record?.distributions ?? {},
    python: record?.python ?? '',
    error: view.error,
    failure: failureOf({ run, step, view })
  };
}

function failureOf({ run: { workspace, header }, step }: FoundStep): StepDetail['failure'] {
  if (!restorableKinds(workspace, header.id, step.name).includes('failure')) {
    return null;
  }
  const state = restorableState(workspace, header.id, step.name, 'failure');
  return { variables: variables(state.variables), locals: variables(state.locals) };
}
