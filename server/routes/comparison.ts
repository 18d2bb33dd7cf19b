/** `GET comparison`: two runs side by side. */
import type { Comparison } from '../../protocol/api.js';
import { compareRuns, type ComparedRun } from '../comparison/compare-runs.js';
import type { ApiRequest } from '../http/api-request.js';
import type { Route } from '../http/route.js';
import type { Services } from '../services.js';

export const comparisonRoutes: readonly Route<Services>[] = [{ method: 'GET', path: 'comparison', answer: compare }];

async function compare(request: ApiRequest, services: Services): Promise<Comparison> {
  const [left, right] = [request.requiredWord('left'), request.requiredWord('right')];
  return compareRuns(await compared(left, services), await compared(right, services));
}

async function compared(id: string, { catalog }: Services): Promise<ComparedRun> {
  const run = await catalog.find(id);
  return { run, summary: catalog.summary(run) };
}
