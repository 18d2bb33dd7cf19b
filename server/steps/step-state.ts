/** What a restore of a step would bring. */
import { restorableKinds, stateToRestore } from '../../engine/index.js';
import type { RestorableState, StateKind } from '../../engine/index.js';
import type { StepState } from '../../protocol/api.js';
import type { FoundStep } from './find-step.js';
import { variables } from './variables.js';

/** @param asked null: the state that tells most. @throws OperationalError `not-found` */
export function stepState({ run: { workspace, header }, step }: FoundStep, asked: StateKind | null): StepState {
  const state = stateToRestore(workspace, header.id, step.name, asked);
  return {
    kind: state.kind,
    kinds: restorableKinds(workspace, header.id, step.name),
    variables: variables(state.variables, givers(state)),
    locals: variables(state.locals),
    error: state.error
  };
}

/** Which step made each value: what the step was given and did not make itself. */
function givers({ kind, step }: RestorableState): ReadonlyMap<string, string> {
  const own = new Set(kind === 'outputs' ? [...step.outputs, ...step.results].map(({ name }) => name) : []);
  return new Map(step.inputs.filter(({ name }) => !own.has(name)).map(({ name, from }) => [name, from]));
}
