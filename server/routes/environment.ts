/** `GET environment`: where a run of a notebook would take place. */
import { availableParallelism } from 'node:os';
import type { Environment } from '../../protocol/api.js';
import type { ApiRequest } from '../http/api-request.js';
import type { Route } from '../http/route.js';
import { kernelHeader, kernelPython } from '../notebooks/kernel.js';
import type { Services } from '../services.js';

export const environmentRoutes: readonly Route<Services>[] = [
  { method: 'GET', path: 'environment', answer: environmentOf }
];

async function environmentOf(request: ApiRequest, services: Services): Promise<Environment> {
  const { root, environment, pythons, workspaces } = services;
  const { file } = root.notebook(request.requiredWord('path'));
  const { executable } = kernelPython(request.header(kernelHeader), environment);
  const { description } = await pythons.describe(executable);
  return {
    python: executable,
    version: description.version,
    jobs: availableParallelism(),
    workspace: workspaces.of(file).root
  };
}
