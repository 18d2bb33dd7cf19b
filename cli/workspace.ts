/** Which workspace a command works on: the one that is named, else the one that the place belongs to. */
import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { findWorkspace, workspaceAt } from '../engine/start.js';
import type { Workspace } from '../engine/start.js';
import { UsageError } from './command-line/usage-error.js';

/** The option that every command about runs has. */
export const workspaceOption = {
  kind: 'text',
  value: 'DIR',
  help: 'folder that holds .collard; found by itself unless said'
} as const;

/** @param near a file or folder; the workspace is looked for from there upwards. */
export function chooseWorkspace(named: string | null, near: string): Workspace {
  if (named === null) {
    return findWorkspace(near);
  }
  if (statSync(named, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`There is no folder ${named}.`);
  }
  return workspaceAt(resolve(named));
}

/** A path as runs keep it: relative to the workspace with `/`, absolute when outside. */
export function pathInWorkspace({ root }: Workspace, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') ? path : inside.split(sep).join('/');
}

/** A path as it is typed here: relative to the current folder when that is shorter. */
export function typedPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near !== '' && near.length < path.length ? near : path;
}
