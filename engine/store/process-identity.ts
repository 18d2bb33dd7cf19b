/**
 * Which process is meant: a pid alone may belong to a stranger by now, so the kernel's start time goes with it. Where there
 * is no /proc the start time is unknown, and the pid has to do.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { jsonIn } from './tolerant-read.js';

const processIdentitySchema = z.looseObject({
  pid: z.int().positive(),
  started: z.union([z.string(), z.number()]).nullable()
});

export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of `/proc/<pid>/stat`: clock ticks since boot, as text. */
  readonly started: string | null;
}

export function ownIdentity(): ProcessIdentity {
  return identityOf(process.pid);
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: readStatus(pid)?.started ?? null };
}

/** Reads an identity that some process wrote down; null when there is none. */
export function readIdentity(path: string): ProcessIdentity | null {
  const found = processIdentitySchema.safeParse(jsonIn(path)).data;
  return found === undefined
    ? null
    : { pid: found.pid, started: found.started === null ? null : String(found.started) };
}

/** Whether the very process is still running; a zombie is not. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  if (process.platform === 'linux') {
    const status = readStatus(pid);
    return (
      status !== null &&
      status.state !== 'Z' &&
      status.state !== 'X' &&
      (started === null || status.started === started)
    );
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export interface ProcessStatus {
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly started: string;
}

/** What `/proc/<pid>/stat` says; null when there is no such process, or no /proc. */
export function readStatus(pid: number): ProcessStatus | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the command in parentheses and may hold anything, so counting starts after its end.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state = '', parent, group, session] = fields;
    return { state, parent: Number(parent), group: Number(group), session: Number(session), started: fields[19] ?? '' };
  } catch {
    return null;
  }
}
