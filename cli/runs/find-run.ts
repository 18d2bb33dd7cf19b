/** Finds the run that a word on the command line means: `last`, an id, its beginning, or its last letters. */
import { isOwned, readPlan, readRunHeader, readRunView, resolveRun, runIds } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import type { Plan } from '../../compiler/index.js';
import type { RunHeader } from '../../protocol/run.js';
import type { RunView } from '../../protocol/run-view.js';
import { didYouMean } from '../command-line/nearest.js';
import { UsageError } from '../command-line/usage-error.js';

export interface StoredRun {
  readonly header: RunHeader;
  readonly plan: Plan;
  readonly view: RunView;
  /** The phase for people: a run whose program has died is interrupted, not running. */
  readonly state: RunState;
}

export type RunState = RunView['phase'] | 'interrupted';

export function findRun(workspace: Workspace, text: string): StoredRun {
  return readRun(workspace, text === 'last' ? newestRun(workspace) : resolveRun(workspace, text));
}

function newestRun(workspace: Workspace): string {
  const [newest] = runIds(workspace);
  if (newest === undefined) {
    throw new UsageError(`There is no run in ${workspace.store} yet.`, 'collard run <notebook> makes one.');
  }
  return newest;
}

export function readRun(workspace: Workspace, id: string): StoredRun {
  const header = readRunHeader(workspace, id);
  const view = readRunView(workspace, id);
  const over = view.phase === 'succeeded' || view.phase === 'failed' || view.phase === 'cancelled';
  const state = over || isOwned(workspace, id) ? view.phase : 'interrupted';
  return { header, view, state, plan: readPlan(workspace, header.plan) };
}

/** The name, if the run has such a step. */
export function checkedStep({ plan }: StoredRun, name: string): string {
  const known = plan.steps.map(step => step.name);
  if (!known.includes(name)) {
    throw new UsageError(`The run has no step "${name}".`, didYouMean(name, known));
  }
  return name;
}

/** The letters by which people tell runs apart. */
export function shortId(id: string): string {
  return id.slice(-6);
}
