/** The engine of this machine, with the Python files that were installed beside this program. */
import { join } from 'node:path';
import { LocalEngine, restoreProgramIn, runnerArchiveIn, stepRunnerIn } from '../engine/index.js';
import type { Workspace } from '../engine/index.js';

export function openLocalEngine(
  workspace: Workspace,
  environment: Readonly<Record<string, string | undefined>>
): LocalEngine {
  return new LocalEngine({ workspace, runtime: runtimePath(), environment });
}

export function runtimePath(): string {
  return stepRunnerIn(packageFolder());
}

/** The step runner as one file. */
export function runnerArchive(): string {
  return runnerArchiveIn(packageFolder());
}

export function restoreProgram(): string {
  return restoreProgramIn(packageFolder());
}

/** This program stands in `collard/backend/`. */
function packageFolder(): string {
  return join(import.meta.dirname, '..');
}
