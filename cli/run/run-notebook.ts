/** A notebook from its text to the end of its run: what `collard run` does, and what it says and returns. */
import { availableParallelism } from 'node:os';
import type { Plan } from '../../compiler/index.js';
import { findPython, selectedSteps } from '../../engine/index.js';
import type { Engine, RunHandle, SubmitOptions, Workspace } from '../../engine/index.js';
import { pendingRunView } from '../../protocol/run-view.js';
import type { RunView } from '../../protocol/run-view.js';
import { refuseWithoutPlan } from '../check/refusal.js';
import { didYouMean } from '../command-line/nearest.js';
import { UsageError } from '../command-line/usage-error.js';
import type { RunInvocation } from '../commands/run.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { compileNotebook } from '../notebook-file.js';
import type { NotebookFile } from '../notebook-file.js';
import { kernelName } from '../notebook-source.js';
import type { NotebookSource } from '../notebook-source.js';
import type { Terminal } from '../terminal/terminal.js';
import { pathInWorkspace } from '../workspace.js';
import { parseFailCondition } from './fail-condition.js';
import type { FailCondition } from './fail-condition.js';
import { followRun } from './follow-run.js';
import { JsonDisplay } from './json-display.js';
import { LiveDisplay } from './live-display.js';
import { parameterLiterals } from './parameters.js';
import { PlainDisplay } from './plain-display.js';
import { reportRun, reportWarnings } from './report.js';
import type { RunDisplay } from './run-display.js';
import { metricsOf } from './summary.js';

/** @param openEngine called when there is a plan; the engine is closed at the end */
export async function runNotebook(
  invocation: RunInvocation,
  source: NotebookSource,
  workspace: Workspace,
  openEngine: (notebook: NotebookFile) => Engine
): Promise<ExitCode> {
  const { options: asked, terminal } = invocation;
  const notebook = compileNotebook(source);
  const { plan } = notebook;
  if (plan === null || notebook.diagnostics.some(({ severity }) => severity === 'error')) {
    return refuseWithoutPlan(notebook, asked.json, terminal);
  }
  const steps = chosenSteps(plan, asked.step);
  const conditions = asked['fail-if'].map(text => parseFailCondition(text, plan, new Set(steps)));
  const submitOptions = submission(invocation, notebook, plan, workspace);
  if (!asked.json) {
    reportWarnings(notebook, terminal);
  }
  const engine = openEngine(notebook);
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
    const { writeStepPages } = await import('./step-pages.js');
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
