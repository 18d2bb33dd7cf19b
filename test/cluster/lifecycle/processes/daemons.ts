/** Processes that stay when this one ends. Each carries a mark in its environment, by which it is found again without any file. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { lastLines } from './commands.js';
import { state } from '../places.js';

export interface Daemon {
  readonly name: string;
  readonly command: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A daemon that was started by this process. */
export interface Started {
  readonly name: string;
  readonly pid: number;
  /** Why it is not running any more; null while it is. */
  readonly ended: () => string | null;
  /** The end of what it printed. */
  readonly lastWords: () => string;
}

/** Children inherit it, among them the shims that containerd starts and leaves behind. */
export const mark = { COLLARD_CLUSTER: state } as const;

export const logFolder = `${state}/logs`;

export function start({ name, command, words, environment = {} }: Daemon): Started {
  mkdirSync(logFolder, { recursive: true });
  const log = `${logFolder}/${name}.log`;
  const output = openSync(log, 'a');
  const child = spawn(command, words, {
    env: { PATH: process.env['PATH'], HOME: state, ...environment, ...mark },
    detached: true,
    stdio: ['ignore', output, output]
  });
  closeSync(output);
  child.unref();
  let end: string | null = null;
  child.on('error', error => (end = error.message));
  child.on('exit', (code, signal) => (end = signal === null ? `exit code ${code}` : signal));
  return { name, pid: child.pid ?? 0, ended: () => end, lastWords: () => lastLines(readFileSync(log, 'utf8'), 15) };
}
