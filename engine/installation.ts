/** Where the Python files lie that the engine needs: all in the folder of the installed package `collard`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../protocol/operational-error.js';

/** The step runner. As a folder, because Python caches its compiled files. */
export function stepRunnerIn(packageFolder: string): string {
  const path = join(packageFolder, 'runtime');
  if (!existsSync(join(path, '__main__.py'))) {
    throw notInstalled(`The step runner is not at ${path}`);
  }
  return path;
}

/** The same as one file, which travels to where a step runs. */
export function runnerArchiveIn(packageFolder: string): string {
  const path = join(packageFolder, 'runtime.pyz');
  if (!existsSync(path)) {
    throw notInstalled(`The step runner is not at ${path}`);
  }
  return path;
}

/** The Python program that restores the state of a step. */
export function restoreProgramIn(packageFolder: string): string {
  const path = join(packageFolder, 'restore.py');
  if (!existsSync(path)) {
    throw notInstalled(`${path} is missing`);
  }
  return path;
}

/** The Python program that brings files into a volume of a cluster and out of it; it travels as text. */
export function courierProgramIn(packageFolder: string): string {
  const path = join(packageFolder, 'courier.py');
  if (!existsSync(path)) {
    throw notInstalled(`${path} is missing`);
  }
  return path;
}

function notInstalled(message: string): OperationalError {
  return new OperationalError('runtime-failed', message, { hint: 'Install collard again.' });
}
