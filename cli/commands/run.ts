/** `collard run`: compiles a notebook and runs it as a pipeline, on this machine or on a cluster. */
import { Interpreters } from '../../engine/start.js';
import type { Workspace } from '../../engine/start.js';
import { defineCommand } from '../command-line/command.js';
import type { Invocation } from '../command-line/command.js';
import type { ExitCode } from '../exit-codes.js';
import { kernelName, readNotebook } from '../notebook-source.js';
import type { NotebookSource } from '../notebook-source.js';
import { runtimePath } from '../package-files.js';
import { clusterOptionTable, refuseClusterOptions } from '../run/cluster-options.js';
import { expectRun } from '../run/expected-run.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

const options = {
  param: { kind: 'list', short: 'p', value: 'NAME=VALUE', help: 'set a pipeline parameter; may be repeated' },
  step: { kind: 'list', short: 's', value: 'STEP', help: 'run only this step and what it needs; may be repeated' },
  jobs: { kind: 'count', short: 'j', value: 'N', help: 'steps at a time; the number of processors unless said' },
  fresh: { kind: 'flag', help: 'do not use earlier results' },
  'fail-if': { kind: 'list', value: 'CONDITION', help: "exit with 4 when a metric is so: 'accuracy<0.9'" },
  python: { kind: 'text', value: 'PATH', help: "Python that runs the steps; the notebook's kernel unless said" },
  html: { kind: 'text', value: 'DIR', help: 'also write a page for each step into this folder' },
  target: { kind: 'choice', short: 't', choices: ['local', 'argo'], help: 'where it runs; this machine unless said' },
  ...clusterOptionTable,
  workspace: workspaceOption,
  json: { kind: 'flag', help: 'print every event as one line of JSON' }
} as const;

export type RunInvocation = Invocation<typeof options>;

export const command = defineCommand(
  {
    name: 'run',
    about:
      'Runs a notebook as a pipeline: each step in a process of its own, parallel where it can be. A step whose code, inputs, parameters and files have not changed is not run again. Use - to read the notebook from standard input.',
    words: { usage: '<notebook>', least: 1, most: 1 },
    options,
    examples: [
      ['collard run analysis.ipynb', 'everything that is not up to date'],
      ['collard run analysis.ipynb -p learning_rate=0.01 --jobs 4', 'with another parameter'],
      ["collard run analysis.ipynb --fail-if 'accuracy<0.9'", 'in CI'],
      ['collard run analysis.ipynb --target argo --image team/notebook:1', 'on Kubernetes, with Argo Workflows']
    ]
  },
  async invocation => {
    const { words, options: asked } = invocation;
    const source = await readNotebook(words[0] ?? '-');
    const workspace = chooseWorkspace(asked.workspace, source.path ?? source.folder);
    if (asked.target === 'argo') {
      const { runOnCluster } = await import('../run/run-on-cluster.js');
      return runOnCluster(invocation, source, workspace);
    }
    refuseClusterOptions(asked);
    return runHere(invocation, source, workspace);
  }
);

async function runHere(invocation: RunInvocation, source: NotebookSource, workspace: Workspace): Promise<ExitCode> {
  const { options: asked, environment } = invocation;
  const interpreters = new Interpreters(workspace, runtimePath());
  try {
    expectRun(interpreters, source, workspace, {
      asked: asked.python,
      kernel: kernelName(source),
      environment,
      otherwise: asked.fresh || asked.param.length > 0
    });
    // Loaded only now, while Python starts.
    const { runNotebook } = await import('../run/run-notebook.js');
    const { openLocalEngine } = await import('../local-engine.js');
    return await runNotebook(invocation, source, workspace, () =>
      openLocalEngine(workspace, environment, interpreters)
    );
  } finally {
    interpreters.close();
  }
}
