/** Finds the run that a word on the command line means: `last`, an id, its beginning, or its last letters. */
import { readStoredRun, resolveRun, runIds } from '../../engine/index.js';
import type { StoredRun, Workspace } from '../../engine/index.js';
import { didYouMean } from '../command-line/nearest.js';
import { UsageError } from '../command-line/usage-error.js';

export function findRun(workspace: Workspace, text: string): StoredRun {
  return readStoredRun(workspace, text === 'last' ? newestRun(workspace) : resolveRun(workspace, text));
}

function newestRun(workspace: Workspace): string {
  const [newest] = runIds(workspace);
  if (newest === undefined) {
    throw new UsageError(`There is no run in ${workspace.store} yet.`, 'collard run <notebook> makes one.');
  }
  return newest;
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
