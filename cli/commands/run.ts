/** `collard run`: compiles a notebook and runs it as a pipeline on this machine. */
import { Interpreters } from '../../engine/start.js';
import { defineCommand } from '../command-line/command.js';
import type { Invocation } from '../command-line/command.js';
import { kernelName, readNotebook } from '../notebook-source.js';
import { runtimePath } from '../package-files.js';
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
      ["collard run analysis.ipynb --fail-if 'accuracy<0.9'", 'in CI']
    ]
  },
  async invocation => {
    const { words, options: asked, environment } = invocation;
    const source = await readNotebook(words[0] ?? '-');
    const workspace = chooseWorkspace(asked.workspace, source.path ?? source.folder);
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
      return await runNotebook(invocation, source, workspace, interpreters);
    } finally {
      interpreters.close();
    }
  }
);
