/** `collard run`: compiles a notebook and runs it as a pipeline on this machine. */
import { availableParallelism } from 'node:os';
import type { Plan } from '../../compiler/index.js';
import { findPython, selectedSteps } from '../../engine/index.js';
import type { RunHandle, SubmitOptions, Workspace } from '../../engine/index.js';
import { pendingRunView } from '../../protocol/run-view.js';
import type { RunView } from '../../protocol/run-view.js';
import { refuseWithoutPlan } from '../check/refusal.js';
import { defineCommand } from '../command-line/command.js';
import type { Invocation } from '../command-line/command.js';
import { didYouMean } from '../command-line/nearest.js';
import { UsageError } from '../command-line/usage-error.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { openLocalEngine } from '../local-engine.js';
import { kernelName, openNotebook } from '../notebook-file.js';
import type { NotebookFile } from '../notebook-file.js';
import { parseFailCondition } from '../run/fail-condition.js';
import type { FailCondition } from '../run/fail-condition.js';
import { followRun } from '../run/follow-run.js';
import { JsonDisplay } from '../run/json-display.js';
import { LiveDisplay } from '../run/live-display.js';
import { parameterLiterals } from '../run/parameters.js';
import { PlainDisplay } from '../run/plain-display.js';
import { reportRun, reportWarnings } from '../run/report.js';
import type { RunDisplay } from '../run/run-display.js';
import { metricsOf } from '../run/summary.js';
import type { Terminal } from '../terminal/terminal.js';
import { chooseWorkspace, pathInWorkspace, workspaceOption } from '../workspace.js';

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

type RunInvocation = Invocation<typeof options>;

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
    const { words, options: asked, terminal } = invocation;
    const notebook = await openNotebook(words[0] ?? '-');
    const { plan } = notebook;
    if (plan === null || notebook.diagnostics.some(({ severity }) => severity === 'error')) {
      return refuseWithoutPlan(notebook, asked.json, terminal);
    }
    const steps = chosenSteps(plan, asked.step);
    const conditions = asked['fail-if'].map(text => parseFailCondition(text, plan, new Set(steps)));
    const workspace = chooseWorkspace(asked.workspace, notebook.path ?? notebook.folder);
    const submitOptions = submission(invocation, notebook, plan, workspace);
    if (!asked.json) {
      reportWarnings(notebook, terminal);
    }
    const engine = openLocalEngine(workspace, invocation.environment);
    try {
      const handle = await engine.submit(plan, submitOptions);
      const view = await followRun(handle, steps, displayFor(handle, steps, asked.json, terminal));
      await writePages(asked.html, workspace, handle.id, view, terminal);
      if (!asked.json) {
        reportRun({ invocation, notebook, workspace, run: handle.id, view });
      }
      return exitCode(view, conditions, terminal);
    } finally {
      await engine.close();
    }
  }
);

function chosenSteps(plan: Plan, asked: readonly string[]): readonly string[] {
  const known = plan.steps.map(({ name }) => name);
  const unknown = asked.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`The notebook has no step "${unknown}".`, didYouMean(unknown, known));
  }
  return selectedSteps(plan, asked).map(({ name }) => name);
}

function submission(
  { options: asked, environment }: RunInvocation,
  notebook: NotebookFile,
  plan: Plan,
  workspace: Workspace
): SubmitOptions {
  if (asked.jobs === 0) {
    throw new UsageError('--jobs must be 1 or more.');
  }
  return {
    parameters: parameterLiterals(asked.param, plan),
    only: asked.step,
    fresh: asked.fresh,
    jobs: asked.jobs ?? availableParallelism(),
    python: findPython({ asked: asked.python, kernel: kernelName(notebook), environment }).executable,
    cwd: notebook.folder,
    notebook: notebook.path === null ? null : pathInWorkspace(workspace, notebook.path),
    environment
  };
}

function displayFor(handle: RunHandle, steps: readonly string[], json: boolean, terminal: Terminal): RunDisplay {
  if (json) {
    return new JsonDisplay(terminal, handle.id);
  }
  return terminal.interactive ? new LiveDisplay(terminal, pendingRunView(steps)) : new PlainDisplay(terminal);
}

async function writePages(
  folder: string | null,
  workspace: Workspace,
  run: string,
  view: RunView,
  terminal: Terminal
): Promise<void> {
  if (folder !== null) {
    const { writeStepPages } = await import('../run/step-pages.js');
    const written = writeStepPages(folder, workspace, run, view);
    terminal.complain(`${written} page${written === 1 ? '' : 's'} written to ${folder}`);
  }
}

/** Failures come before conditions: a metric of a failed run says nothing. */
function exitCode(view: RunView, conditions: readonly FailCondition[], terminal: Terminal): ExitCode {
  switch (view.phase) {
    case 'succeeded':
      return conditionCode(view, conditions, terminal);
    case 'cancelled':
      return exitCodes.interrupted;
    case 'failed':
      return environmentFailed(view) ? exitCodes.environment : exitCodes.failed;
    case 'pending':
    case 'running':
      return exitCodes.environment;
  }
}

function environmentFailed({ steps }: RunView): boolean {
  const errors = Object.values(steps).flatMap(({ error }) => (error === null ? [] : [error]));
  return errors.length > 0 && errors.every(({ code }) => code === 'environment' || code === 'internal');
}

function conditionCode(view: RunView, conditions: readonly FailCondition[], { complain, style }: Terminal): ExitCode {
  const metrics = metricsOf(view);
  const met = conditions.filter(({ metric, holds }) => holds(metrics.get(metric) ?? NaN));
  for (const { text, metric } of met) {
    complain(`${style.error('error:')} --fail-if '${text}' holds: ${metric} is ${metrics.get(metric) ?? 'unknown'}`);
  }
  return met.length > 0 ? exitCodes.condition : exitCodes.fine;
}
