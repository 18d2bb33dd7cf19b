/** Runs on disk: the header that says what was asked, and how each step ended. Their events are in `event-file.ts`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../../protocol/operational-error.js';
import { runHeaderSchema, stepResultSchema, type RunHeader, type StepResult } from '../../protocol/run.js';
import { foldRunEvents, type RunView } from '../../protocol/run-view.js';
import { writeAtomically } from './atomic-file.js';
import { readEvents } from './event-file.js';
import { readPlan } from './plans.js';
import { storeError } from './store-error.js';
import { jsonIn, namesIn } from './tolerant-read.js';
import { runFolder, runsFolder, stepFolder, type Workspace } from './workspace.js';

/** Creates the run's folder; fails when the id is taken. */
export function createRun(workspace: Workspace, header: RunHeader): void {
  const folder = runFolder(workspace, header.id);
  try {
    mkdirSync(folder);
  } catch (error) {
    throw storeError(error, `creating ${folder}`);
  }
  writeAtomically(workspace, join(folder, 'run.json'), JSON.stringify(header));
}

/** Ids of all runs, newest first: ids begin with the time. */
export function runIds(workspace: Workspace): readonly string[] {
  return [...namesIn(runsFolder(workspace))].sort().reverse();
}

/** The one run whose id is, or starts or ends with, `text`; `latest` is the newest. */
export function resolveRun(workspace: Workspace, text: string): string {
  const ids = runIds(workspace);
  const matches = text === 'latest' ? ids.slice(0, 1) : ids.includes(text) ? [text] : ids.filter(id => named(id, text));
  const [only] = matches;
  if (only === undefined) {
    throw new OperationalError('not-found', `There is no run ${text}`, { hint: '`collard runs` lists them.' });
  }
  if (matches.length > 1) {
    throw new OperationalError('invalid-input', `${text} may mean ${matches.length} runs, such as ${only}`, {
      hint: 'Give more of the id.'
    });
  }
  return only;
}

export function readRunHeader(workspace: Workspace, run: string): RunHeader {
  const header = runHeaderSchema.safeParse(jsonIn(join(runFolder(workspace, run), 'run.json')));
  if (!header.success) {
    throw new OperationalError('not-found', `There is no run ${run}`, {
      hint: '`collard runs` lists them.',
      cause: header.error
    });
  }
  return header.data;
}

/** The state of a run as its events tell it. */
export function readRunView(workspace: Workspace, run: string): RunView {
  const header = readRunHeader(workspace, run);
  const plan = readPlan(workspace, header.plan);
  return foldRunEvents(
    plan.steps.map(step => step.name),
    readEvents(workspace, run, { outputs: false })
  );
}

/** How an executed step ended; null while it has not. Steps that did not execute stand in the events alone. */
export function readStepResult(workspace: Workspace, run: string, step: string): StepResult | null {
  return stepResultSchema.safeParse(jsonIn(join(stepFolder(workspace, run, step), 'result.json'))).data ?? null;
}

export function writeStepResult(workspace: Workspace, run: string, step: string, result: StepResult): void {
  writeAtomically(workspace, join(stepFolder(workspace, run, step), 'result.json'), JSON.stringify(result));
}

function named(id: string, text: string): boolean {
  return text !== '' && (id.startsWith(text) || id.endsWith(text));
}
