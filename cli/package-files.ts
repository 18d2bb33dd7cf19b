/** The Python files that were installed beside this program. */
import { join } from 'node:path';
import { courierProgramIn, restoreProgramIn, runnerArchiveIn, stepRunnerIn } from '../engine/start.js';

export function runtimePath(): string {
  return stepRunnerIn(packageFolder());
}

/** The step runner as one file. */
export function runnerArchive(): string {
  return runnerArchiveIn(packageFolder());
}

/** The program of pods that copy files. */
export function courierProgram(): string {
  return courierProgramIn(packageFolder());
}

export function restoreProgram(): string {
  return restoreProgramIn(packageFolder());
}

/** This program stands in `collard/backend/`. */
function packageFolder(): string {
  return join(import.meta.dirname, '..');
}
