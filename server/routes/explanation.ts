/** `POST explanation`: what a run would do, without doing it. */
import { describeReason, selectedSteps } from '../../engine/index.js';
import type { StepExplanation } from '../../engine/index.js';
import type { Explanation } from '../../protocol/api.js';
import type { ApiRequest } from '../http/api-request.js';
import type { Route } from '../http/route.js';
import type { Services } from '../services.js';
import { readSubmission } from './submission.js';

export const explanationRoutes: readonly Route<Services>[] = [{ method: 'POST', path: 'explanation', answer: explain }];

async function explain(request: ApiRequest, services: Services): Promise<Explanation> {
  const { workspace, plan, options } = await readSubmission(request, services);
  if (!services.workspaces.hasStore(workspace)) {
    // A look at a notebook leaves nothing behind, not even an empty store.
    const why = describeReason({ kind: 'first-run' });
    return { steps: selectedSteps(plan, options.only).map(({ name }) => ({ step: name, hit: false, why })) };
  }
  const explanations = await services.workspaces.engine(workspace).explain(plan, options);
  return { steps: explanations.map(inWords) };
}

function inWords(explanation: StepExplanation): Explanation['steps'][number] {
  const { step } = explanation;
  return explanation.kind === 'hit'
    ? { step, hit: true, why: `nothing has changed since ${localTime(explanation.created)}` }
    : { step, hit: false, why: explanation.why };
}

/** `2026-11-24 17:52`, in the time zone of this machine. */
function localTime(iso: string): string {
  const time = new Date(iso);
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16).replace('T', ' ');
}
