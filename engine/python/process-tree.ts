/** Ends a step with everything that it started, without help from the fork server: for re-attached and fresh processes. */
import { readdirSync, readFileSync } from 'node:fs';
import { readStatus } from '../store/process-identity.js';

/** Name of the environment variable that marks every process of an attempt. */
export const runMarker = 'COLLARD_RUN';

/**
 * Signals the session that a step's process leads, its process group, and all descendants. A process that left its session
 * and lost its parent is found by `killMarked` instead.
 */
export function signalTree(leader: number, signal: NodeJS.Signals): void {
  for (const pid of new Set([...members(leader), leader])) {
    signalOne(pid, signal);
  }
  signalOne(-leader, signal);
}

/** Kills what still carries the attempt's mark in its environment; processes of other users are out of sight and of reach. */
export function killMarked(attempt: string): void {
  const mark = `${runMarker}=${attempt}`;
  for (const pid of processIds()) {
    if (pid !== process.pid && environmentOf(pid).includes(mark)) {
      signalOne(pid, 'SIGKILL');
    }
  }
}

function members(leader: number): readonly number[] {
  const statuses = processIds().map(pid => ({ pid, status: readStatus(pid) }));
  const found = new Set([leader]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { pid, status } of statuses) {
      if (status !== null && (status.session === leader || found.has(status.parent))) {
        found.add(pid);
      }
    }
  }
  return [...found];
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\u0000');
  } catch {
    return [];
  }
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone already: nothing to do
  }
}
