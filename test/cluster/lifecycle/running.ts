/** Whether a whole cluster is there: what it was made of, and that each of its daemons still lives. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Started } from './processes/daemons.js';
import { processes } from './leftovers.js';
import { state } from './places.js';

interface Running {
  /** Programs, images and configuration that it was made of. */
  readonly madeOf: string;
  readonly daemons: readonly { readonly name: string; readonly pid: number }[];
}

const file = `${state}/running.json`;

/** Written last: where it is missing, the cluster is not whole. */
export function rememberRunning(madeOf: string, daemons: readonly Started[]): void {
  const running: Running = { madeOf, daemons: daemons.map(({ name, pid }) => ({ name, pid })) };
  writeFileSync(file, JSON.stringify(running, null, 2));
}

/** Null where nothing is; else what is wrong with it, in words, or that it is whole. */
export function inspect(): {
  readonly madeOf: string;
  readonly daemons: readonly string[];
  readonly ended: readonly string[];
} | null {
  if (!existsSync(file)) {
    return null;
  }
  const { madeOf, daemons } = JSON.parse(readFileSync(file, 'utf8')) as Running;
  const living = new Set(processes().map(({ pid }) => pid));
  const ended = daemons.filter(({ pid }) => !living.has(pid)).map(({ name }) => name);
  return { madeOf, daemons: daemons.map(({ name }) => name), ended };
}
