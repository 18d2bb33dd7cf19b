/** Deletes one run from the history. What its steps made stays in the store for later runs, until garbage is collected. */
import { rmSync } from 'node:fs';
import { OperationalError } from '../../protocol/operational-error.js';
import { claimRun } from './ownership.js';
import { readPins } from './pins.js';
import { readRunHeader } from './runs.js';
import { storeError } from './store-error.js';
import { runFolder, type Workspace } from './workspace.js';

/** Refuses with `run-active` while an engine has the run, with `run-pinned` while somebody wants to keep it. */
export function removeRun(workspace: Workspace, run: string): void {
  const { id } = readRunHeader(workspace, run);
  if (readPins(workspace).some(pin => pin.run === id)) {
    throw new OperationalError('run-pinned', `Run ${id} is pinned`, { hint: 'Unpin it first.' });
  }
  claimRun(workspace, id); // so that no engine takes it up meanwhile
  try {
    rmSync(runFolder(workspace, id), { recursive: true, force: true });
  } catch (error) {
    throw storeError(error, `deleting run ${id}`);
  }
}
