/** `runs/<id>/steps/<step>`: one step of a run, what it executed, and the states that can be restored. */
import { pasteCode, restoreProgramIn, stateToRestore, writeState } from '../../engine/index.js';
import { restoreRequestSchema, stateKindSchema } from '../../protocol/api.js';
import type { restoreResponseSchema, StepCells, StepDetail, StepState } from '../../protocol/api.js';
import type * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import type { ApiRequest } from '../http/api-request.js';
import type { Route } from '../http/route.js';
import type { Services } from '../services.js';
import { findStep, type FoundStep } from '../steps/find-step.js';
import { stepCells } from '../steps/step-cells.js';
import { stepDetail } from '../steps/step-detail.js';
import { stepState } from '../steps/step-state.js';

export const stepRoutes: readonly Route<Services>[] = [
  {
    method: 'GET',
    path: 'runs/:run/steps/:step',
    answer: async (request, services): Promise<StepDetail> => stepDetail(await stepOf(request, services))
  },
  {
    method: 'GET',
    path: 'runs/:run/steps/:step/cells',
    answer: async (request, services): Promise<StepCells> => stepCells(await stepOf(request, services))
  },
  {
    method: 'GET',
    path: 'runs/:run/steps/:step/state',
    answer: async (request, services): Promise<StepState> =>
      stepState(await stepOf(request, services), kindOf(request.word('kind')))
  },
  { method: 'POST', path: 'runs/:run/steps/:step/restore', answer: restore }
];

async function stepOf(request: ApiRequest, { catalog }: Services): Promise<FoundStep> {
  return findStep(await catalog.find(request.place('run')), request.place('step'));
}

async function restore(request: ApiRequest, services: Services): Promise<z.input<typeof restoreResponseSchema>> {
  const { kind, only } = await request.body(restoreRequestSchema);
  const { run, step } = await stepOf(request, services);
  const state = stateToRestore(run.workspace, run.header.id, step.name, kind);
  const program = restoreProgramIn(services.packageFolder);
  return { kind: state.kind, code: pasteCode(program, writeState(run.workspace, state), only) };
}

function kindOf(text: string | null): z.infer<typeof stateKindSchema> | null {
  const kind = stateKindSchema.nullable().safeParse(text);
  if (!kind.success) {
    throw new OperationalError('invalid-input', `${String(text)} is no state of a step`, {
      hint: `There are ${stateKindSchema.options.join(', ')}.`
    });
  }
  return kind.data;
}
