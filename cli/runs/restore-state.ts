/** Hands the state of a step to Python as a file; only Python, in the user's own process, loads the values. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attemptFolder } from '../../engine/index.js';
import type { RestorableState, Workspace } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';

/** The Python program that restores; it stands beside the step runner. */
export function restoreProgram(): string {
  const path = join(import.meta.dirname, '..', 'restore.py');
  if (!existsSync(path)) {
    throw new OperationalError('runtime-failed', `${path} is missing`, { hint: 'Install collard again.' });
  }
  return path;
}

/** Writes the state beside the run, so that pasted code works as long as the run is kept. Returns the path. */
export function writeState(workspace: Workspace, state: RestorableState): string {
  const { run, step, kind, plan, parameters, variables, locals, error } = state;
  const path = join(dirname(dirname(attemptFolder(workspace, run.id, step.name, 1))), `${step.name}.${kind}.json`);
  const content = {
    run: run.id,
    step: step.name,
    kind,
    plan,
    store: workspace.store,
    cwd: run.cwd,
    parameters,
    variables,
    locals,
    error: error === null ? null : `${error.name}: ${error.message}`
  };
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  } catch (cause) {
    throw new OperationalError('store-read-only', `${path} cannot be written`, { cause });
  }
  return path;
}

/** Lines for a notebook of the environment in which the step ran. */
export function pasteCode(statePath: string): string {
  return [
    'import runpy',
    `_collard = runpy.run_path(${JSON.stringify(restoreProgram())}, run_name="collard_restore")`,
    `_collard["restore_here"](${JSON.stringify(statePath)})`
  ].join('\n');
}
