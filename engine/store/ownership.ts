/**
 * Which engine a run belongs to. `owner-<n>.json` names the n-th engine that took the run up; the highest number is the
 * owner. A number is taken by exclusive creation, so of two engines that find a dead owner, one wins.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../../protocol/operational-error.js';
import { createExclusively } from './atomic-file.js';
import { isAlive, ownIdentity, readIdentity } from './process-identity.js';
import { runFolder, type Workspace } from './workspace.js';

/** Takes the run for this process. Refuses with `run-active` while another live engine has it. */
export function claimRun(workspace: Workspace, run: string): void {
  const last = lastOwner(workspace, run);
  const mine = createExclusively(workspace, ownerPath(workspace, run, last + 1), JSON.stringify(ownIdentity()));
  if (!mine) {
    throw runActive(run, 'another engine took it a moment ago');
  }
}

/** Gives the run up, so that this or another process may take it again. */
export function releaseRun(workspace: Workspace, run: string): void {
  const number = ownerNumbers(workspace, run).at(-1);
  if (number !== undefined) {
    rmSync(ownerPath(workspace, run, number), { force: true });
  }
}

/** Whether an engine that still lives has the run. This process counts as well. */
export function isOwned(workspace: Workspace, run: string): boolean {
  const number = ownerNumbers(workspace, run).at(-1);
  const owner = number === undefined ? null : readIdentity(ownerPath(workspace, run, number));
  return owner !== null && isAlive(owner);
}

function lastOwner(workspace: Workspace, run: string): number {
  const last = ownerNumbers(workspace, run).at(-1) ?? 0;
  const owner = last === 0 ? null : readIdentity(ownerPath(workspace, run, last));
  if (owner !== null && isAlive(owner)) {
    throw runActive(run, `process ${owner.pid} is running it`);
  }
  return last;
}

function ownerNumbers(workspace: Workspace, run: string): readonly number[] {
  const folder = runFolder(workspace, run);
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .map(name => Number(/^owner-(\d+)\.json$/.exec(name)?.[1] ?? 0))
    .filter(number => number > 0)
    .sort((left, right) => left - right);
}

function ownerPath(workspace: Workspace, run: string, number: number): string {
  return join(runFolder(workspace, run), `owner-${number}.json`);
}

function runActive(run: string, why: string): OperationalError {
  return new OperationalError('run-active', `Run ${run} is active: ${why}`, {
    hint: 'Watch or cancel it there, or wait until it has ended.',
    retryable: true
  });
}
