/** Hands the state of a step to Python as a file; only Python, in the user's own process, loads the values. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RestorableState } from './restore.js';
import { writeAtomically } from './store/atomic-file.js';
import { runFolder, type Workspace } from './store/workspace.js';

/** Writes the state beside the run, so that pasted code works as long as the run is kept. Returns the path. */
export function writeState(workspace: Workspace, state: RestorableState): string {
  const { run, step, kind, plan, parameters, variables, locals, error } = state;
  const path = join(runFolder(workspace, run.id), 'steps', `${step.name}.${kind}.json`);
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
  mkdirSync(dirname(path), { recursive: true });
  writeAtomically(workspace, path, JSON.stringify(content));
  return path;
}

/**
 * Lines for a notebook of the environment in which the step ran.
 *
 * @param program path of `collard/restore.py`
 * @param only what to load, as a restore reports it; null: everything
 */
export function pasteCode(program: string, statePath: string, only: readonly string[] | null = null): string {
  const words = [statePath, ...(only === null ? [] : [only])].map(word => JSON.stringify(word)).join(', ');
  return [
    'import runpy',
    `_collard = runpy.run_path(${JSON.stringify(program)}, run_name="collard_restore")`,
    `_collard["restore_here"](${words})`
  ].join('\n');
}
