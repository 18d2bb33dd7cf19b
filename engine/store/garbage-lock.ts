/**
 * Keeps garbage collection and runs apart. A run takes ownership and then looks for a collection; a collection takes its
 * lock and then looks for runs. Whatever the order in time, at least one sees the other.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperationalError } from '../../protocol/operational-error.js';
import { createExclusively } from './atomic-file.js';
import { isAlive, ownIdentity, readIdentity } from './process-identity.js';
import type { Workspace } from './workspace.js';

/** Waits until no collection is under way; returns at once when there is none, which is nearly always. */
export async function waitForGarbageCollection(workspace: Workspace): Promise<void> {
  while (isCollecting(workspace)) {
    await sleep(50);
  }
}

/** Runs `collect` while no run can begin. Refuses with `run-active` while another collection is under way. */
export function withGarbageLock<T>(workspace: Workspace, collect: () => T): T {
  const path = lockPath(workspace);
  if (!isCollecting(workspace)) {
    rmSync(path, { force: true }); // of a collection that was killed
  }
  if (!createExclusively(workspace, path, JSON.stringify(ownIdentity()))) {
    throw new OperationalError('run-active', 'The store is being cleaned up already', { retryable: true });
  }
  try {
    return collect();
  } finally {
    rmSync(path, { force: true });
  }
}

function isCollecting(workspace: Workspace): boolean {
  const collector = readIdentity(lockPath(workspace));
  return collector !== null && isAlive(collector);
}

function lockPath({ store }: Workspace): string {
  return join(store, 'collecting.json');
}
