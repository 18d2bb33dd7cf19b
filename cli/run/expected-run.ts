/**
 * Lets Python start while the notebook is being compiled, when it looks as if a step will be executed: then Python is what people
 * wait for. If everything is up to date after all, it is ended again before it has done much.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from '../../engine/start.js';
import type { FindPythonOptions, Interpreters, Workspace } from '../../engine/start.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { NotebookSource } from '../notebook-source.js';

/** `otherwise`: it is to be run in another way than usual, so that results will be missing. */
export function expectRun(
  interpreters: Interpreters,
  notebook: NotebookSource,
  workspace: Workspace,
  options: FindPythonOptions & { readonly otherwise: boolean }
): void {
  const likely = wasRunBefore(workspace) && (options.otherwise || isChanged(notebook, workspace));
  const python = likely && !mayNameSecrets(notebook) ? pythonIfFound(options) : null;
  if (python !== null) {
    interpreters.expect(python, setVariables(options.environment));
  }
}

/** Where nothing was, nothing is known of Python, and a notebook that turns out to be wrong should leave no trace. */
function wasRunBefore(workspace: Workspace): boolean {
  return changeTime(runsFolder(workspace)) !== null;
}

/** Since the last run of anything here. */
function isChanged({ path }: NotebookSource, workspace: Workspace): boolean {
  return path === null || (changeTime(path) ?? 0) > (changeTime(runsFolder(workspace)) ?? 0);
}

/** A folder changes when something is added to it. Milliseconds; null when there is no such file. */
function changeTime(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function runsFolder({ store }: Workspace): string {
  return join(store, 'runs');
}

/** Before it is compiled, a notebook does not say which variables hold its secrets. The word may also stand somewhere else. */
function mayNameSecrets({ json }: NotebookSource): boolean {
  return JSON.stringify(json).includes('secret');
}

/** That there is none is told when the notebook has turned out to be in order. */
function pythonIfFound(options: FindPythonOptions): string | null {
  try {
    return findPython(options).executable;
  } catch (error) {
    if (error instanceof OperationalError) {
      return null;
    }
    throw error;
  }
}

function setVariables(environment: FindPythonOptions['environment']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  );
}
