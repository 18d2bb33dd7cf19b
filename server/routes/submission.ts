/** What a request to run or explain a notebook asks for: a plan, where it works, and how. */
import { availableParallelism } from 'node:os';
import type { Plan } from '../../compiler/index.js';
import { recordedPath } from '../../engine/index.js';
import type { SubmitOptions, Workspace } from '../../engine/index.js';
import { submitRequestSchema } from '../../protocol/api.js';
import type { ApiRequest } from '../http/api-request.js';
import { planOf } from '../notebooks/compile-notebook.js';
import { kernelHeader, kernelPython } from '../notebooks/kernel.js';
import { parameterLiterals } from '../notebooks/parameter-literals.js';
import type { Services } from '../services.js';

export interface Submission {
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly options: Omit<SubmitOptions, 'origin'>;
}

/** @throws OperationalError or NotebookRefusal for everything that can be refused before anything runs */
export async function readSubmission(request: ApiRequest, services: Services): Promise<Submission> {
  const { root, environment, analyses, workspaces } = services;
  const asked = await request.body(submitRequestSchema);
  const { file, folder } = root.notebook(asked.path);
  const plan = planOf(asked.notebook, asked.path, analyses);
  const { executable, variables } = kernelPython(request.header(kernelHeader), environment);
  const workspace = workspaces.of(file);
  return {
    workspace,
    plan,
    options: {
      parameters: parameterLiterals(asked.parameters, plan),
      only: asked.only,
      fresh: asked.fresh,
      jobs: asked.jobs ?? availableParallelism(),
      title: asked.title,
      python: executable,
      kernelVariables: variables,
      cwd: folder,
      notebook: recordedPath(workspace, file),
      environment
    }
  };
}
