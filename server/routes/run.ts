/** `runs/<id>`: one run in full, and what can be done with it. */
import * as z from 'zod';
import { removePin, removeRun, setPin } from '../../engine/index.js';
import { pinRequestSchema } from '../../protocol/api.js';
import type { RunDetail, RunSummary } from '../../protocol/api.js';
import type { ApiRequest } from '../http/api-request.js';
import type { Route } from '../http/route.js';
import { selectedView } from '../runs/run-summary.js';
import type { Services } from '../services.js';

const nothing = z.strictObject({});

export const runRoutes: readonly Route<Services>[] = [
  { method: 'GET', path: 'runs/:run', answer: detail },
  { method: 'DELETE', path: 'runs/:run', answer: remove },
  { method: 'POST', path: 'runs/:run/cancel', answer: cancel },
  { method: 'POST', path: 'runs/:run/retry', answer: retry },
  { method: 'POST', path: 'runs/:run/pin', answer: pin }
];

async function detail(request: ApiRequest, { catalog }: Services): Promise<RunDetail> {
  const run = await catalog.find(request.place('run'));
  return { summary: catalog.summary(run), plan: run.plan, only: run.header.only, view: selectedView(run) };
}

async function remove(request: ApiRequest, { catalog, hub, root }: Services): Promise<object> {
  const run = await catalog.find(request.place('run'));
  removeRun(run.workspace, run.header.id);
  hub.publish({ type: 'runs-changed', notebook: root.pathOf(run.workspace, run.header) });
  return {};
}

async function cancel(request: ApiRequest, { catalog, live }: Services): Promise<object> {
  await request.body(nothing);
  await live.cancel(await catalog.find(request.place('run')));
  return {};
}

/** A new run of the same plan with the same parameters: what has not changed is reused. */
async function retry(request: ApiRequest, services: Services): Promise<{ readonly run: RunSummary }> {
  await request.body(nothing);
  const { catalog, live, environment } = services;
  const { workspace, plan, header } = await catalog.find(request.place('run'));
  const { parameters, only, jobs, title, python, kernelVariables, cwd, notebook } = header;
  const same = { parameters, only, jobs, title, python, kernelVariables, cwd, notebook };
  const id = await live.submit(workspace, plan, { ...same, fresh: false, environment });
  return { run: catalog.summary(await catalog.find(id)) };
}

async function pin(request: ApiRequest, { catalog, live }: Services): Promise<object> {
  const { pinned } = await request.body(pinRequestSchema);
  const { workspace, header } = await catalog.find(request.place('run'));
  if (pinned) {
    setPin(workspace, header.id, 'pinned by hand');
  } else {
    removePin(workspace, header.id);
  }
  live.announce(workspace, header.id);
  return {};
}
