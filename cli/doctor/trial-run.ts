/** Runs a pipeline of one step in a temporary folder: the only sure way to know that runs work. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../compiler/index.js';
import { PythonEnvironments, readRunView, workspaceAt } from '../../engine/index.js';
import type { FoundPython, PythonDescription, Workspace } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { openLocalEngine } from '../local-engine.js';
import { runtimePath } from '../package-files.js';
import { secondsText } from '../../protocol/quantities.js';
import { fine } from './finding.js';
import type { Finding } from './finding.js';

type Environment = Readonly<Record<string, string | undefined>>;

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', language: 'python' } },
  cells: [{ cell_type: 'code', id: 'trial', metadata: { tags: ['step:trial'] }, source: 'answer = 6 * 7', outputs: [] }]
};

/** What is found about Python, IPython and the step runner. */
export async function tryRun(python: FoundPython, environment: Environment): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'collard-doctor-'));
  try {
    const workspace = workspaceAt(folder);
    const runner = openLocalEngine(workspace, environment);
    await runner.close();
    const { description } = await new PythonEnvironments(workspace, runtimePath()).describe(python.executable);
    return [...describe(python, description), await runStep(python, workspace, environment)];
  } catch (error) {
    if (error instanceof OperationalError) {
      return [{ name: 'Python', state: 'broken', text: error.message, hint: error.hint }];
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe({ executable, because }: FoundPython, { version, ipython }: PythonDescription): readonly Finding[] {
  return [
    fine('Python', `${version} (${executable}, from ${because})`),
    ipython === null
      ? {
          name: 'IPython',
          state: 'poor',
          text: 'is not installed: magics, shell lines and rich outputs do not work in steps',
          hint: `${executable} -m pip install ipython`
        }
      : fine('IPython', ipython)
  ];
}

async function runStep({ executable }: FoundPython, workspace: Workspace, environment: Environment): Promise<Finding> {
  const { plan } = compile(notebook, { fileName: 'trial.ipynb' });
  if (plan === null) {
    throw new Error('the trial notebook does not compile');
  }
  const engine = openLocalEngine(workspace, environment);
  try {
    const options = { parameters: {}, only: [], fresh: true, jobs: 1, notebook: null, cwd: workspace.root };
    const begun = performance.now();
    const run = await engine.submit(plan, { ...options, python: executable, environment });
    const outcome = await run.finished();
    const seconds = (performance.now() - begun) / 1000;
    const { error = null } = readRunView(workspace, run.id).steps['trial'] ?? {};
    return outcome === 'succeeded'
      ? fine('step runner', `ran one step in ${secondsText(seconds)}, start of Python included`)
      : {
          name: 'step runner',
          state: 'broken',
          text: error?.message ?? `the step ${outcome}`,
          hint: error?.hint ?? ''
        };
  } finally {
    await engine.close();
  }
}
