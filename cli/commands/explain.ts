/** `collard explain`: why each step would run again or not, or why it did. */
import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { findPython } from '../../engine/index.js';
import type { StepExplanation } from '../../engine/index.js';
import { refuseWithoutPlan } from '../check/refusal.js';
import { defineCommand } from '../command-line/command.js';
import type { Invocation } from '../command-line/command.js';
import { didYouMean } from '../command-line/nearest.js';
import { UsageError } from '../command-line/usage-error.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { openLocalEngine } from '../local-engine.js';
import { openNotebook } from '../notebook-file.js';
import { kernelName } from '../notebook-source.js';
import { parameterLiterals } from '../run/parameters.js';
import type { StepView } from '../../protocol/run-view.js';
import { checkedStep, findRun } from '../runs/find-run.js';
import { timeText } from '../../protocol/quantities.js';
import { tableLines } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { chooseWorkspace, pathInWorkspace, workspaceOption } from '../workspace.js';

const options = {
  param: { kind: 'list', short: 'p', value: 'NAME=VALUE', help: 'as in collard run' },
  python: { kind: 'text', value: 'PATH', help: 'as in collard run' },
  workspace: workspaceOption,
  json: { kind: 'flag', help: 'print one JSON document' }
} as const;

/** What is said about one step, of a notebook or of a run. */
interface Reason {
  readonly step: string;
  /** `is reused`, `ran`, …: what the run does or did with the step. */
  readonly verb: string;
  readonly why: string;
}

export const command = defineCommand(
  {
    name: 'explain',
    about:
      'Of a notebook: says for each step whether a run now would use an earlier result, and if not, what is different. Of a run: says why each step ran or did not. Executes nothing.',
    words: { usage: '<notebook>|<run> [step]', least: 1, most: 2 },
    options,
    examples: [
      ['collard explain analysis.ipynb', 'before a run'],
      ['collard explain last train', 'after it']
    ]
  },
  async invocation => {
    const [subject = ''] = invocation.words;
    return subject === '-' || subject.endsWith('.ipynb') || existsSync(subject)
      ? explainNotebook(subject, invocation)
      : explainRun(subject, invocation);
  }
);

async function explainNotebook(name: string, invocation: Invocation<typeof options>): Promise<ExitCode> {
  const { words, options: asked, terminal, environment } = invocation;
  const notebook = await openNotebook(name);
  const { plan } = notebook;
  if (plan === null || notebook.diagnostics.some(({ severity }) => severity === 'error')) {
    return refuseWithoutPlan(notebook, asked.json, terminal);
  }
  const only = words.slice(1);
  const known = plan.steps.map(step => step.name);
  const unknown = only.find(step => !known.includes(step));
  if (unknown !== undefined) {
    throw new UsageError(`The notebook has no step "${unknown}".`, didYouMean(unknown, known));
  }
  const workspace = chooseWorkspace(asked.workspace, notebook.path ?? notebook.folder);
  const engine = openLocalEngine(workspace, environment);
  try {
    const explanations = await engine.explain(plan, {
      parameters: parameterLiterals(asked.param, plan),
      only,
      fresh: false,
      jobs: availableParallelism(),
      python: findPython({ asked: asked.python, kernel: kernelName(notebook), environment }).executable,
      cwd: notebook.folder,
      notebook: notebook.path === null ? null : pathInWorkspace(workspace, notebook.path),
      environment
    });
    const wanted = explanations.filter(({ step }) => only.length === 0 || only.includes(step));
    printReasons(wanted.map(reasonOf), wanted, asked.json, terminal);
    return exitCodes.fine;
  } finally {
    await engine.close();
  }
}

function reasonOf(explanation: StepExplanation): Reason {
  return explanation.kind === 'hit'
    ? { step: explanation.step, verb: 'is reused', why: `nothing has changed since ${timeText(explanation.created)}` }
    : { step: explanation.step, verb: 'runs', why: explanation.why };
}

function explainRun(name: string, { words, options: asked, terminal }: Invocation<typeof options>): ExitCode {
  const run = findRun(chooseWorkspace(asked.workspace, process.cwd()), name);
  const only = words.slice(1).map(step => checkedStep(run, step));
  const reasons = Object.entries(run.view.steps)
    .filter(([step]) => only.length === 0 || only.includes(step))
    .map(([step, view]) => pastReason(step, view));
  printReasons(reasons, reasons, asked.json, terminal);
  return exitCodes.fine;
}

function pastReason(step: string, { phase, because }: StepView): Reason {
  switch (phase) {
    case 'cached':
      return { step, verb: 'was reused', why: 'nothing had changed' };
    case 'skipped':
      return { step, verb: 'was skipped', why: `${because ?? 'a step before it'} did not succeed` };
    case 'running':
    case 'succeeded':
    case 'failed':
      return { step, verb: 'ran', why: because ?? '' };
    case 'pending':
    case 'cancelled':
      return { step, verb: 'did not run', why: 'the run ended before' };
  }
}

function printReasons(
  reasons: readonly Reason[],
  document: readonly object[],
  json: boolean,
  terminal: Terminal
): void {
  if (json) {
    terminal.print(JSON.stringify(document, null, 2));
    return;
  }
  const rows = reasons.map(({ step, verb, why }) => [step, verb, why]);
  const columns = [{ title: 'step', paint: terminal.style.bold }, { title: '' }, { title: 'because' }];
  terminal.print(tableLines(columns, rows, terminal).join('\n'));
}
