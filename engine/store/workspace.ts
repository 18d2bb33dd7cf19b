/** The workspace: the folder whose `.collard` holds everything that runs here leave behind, and the names of its parts. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { OperationalError } from '../../protocol/operational-error.js';
import { storeError } from './store-error.js';

export interface Workspace {
  /** Absolute path of the workspace root; relative paths in records start here. */
  readonly root: string;
  /** Absolute path of `.collard`. */
  readonly store: string;
}

/**
 * The workspace that a file or folder belongs to: the nearest parent that has a `.collard`, else the git root, else the
 * folder itself. Creates nothing.
 */
export function findWorkspace(fileOrFolder: string): Workspace {
  const start = folderOf(resolve(fileOrFolder));
  const root = nearestWith(start, '.collard') ?? nearestWith(start, '.git') ?? start;
  return workspaceAt(root);
}

export function workspaceAt(root: string): Workspace {
  return { root: resolve(root), store: join(resolve(root), '.collard') };
}

/** Makes the folders of the store; git never sees them. */
export function openWorkspace(workspace: Workspace): void {
  try {
    for (const folder of ['objects', 'plans', 'records', 'runs', 'temp', 'environments', 'pins']) {
      mkdirSync(join(workspace.store, folder), { recursive: true });
    }
    const ignore = join(workspace.store, '.gitignore');
    if (!existsSync(ignore)) {
      writeFileSync(ignore, '*\n');
    }
  } catch (error) {
    throw storeError(error, `creating ${workspace.store}`);
  }
}

export function objectPath({ store }: Workspace, digest: string): string {
  return join(store, 'objects', digest.slice(0, 2), digest.slice(2));
}

export function planPath({ store }: Workspace, digest: string): string {
  return join(store, 'plans', `${digest}.json`);
}

/** Folder of every candidate record of a step key. */
export function recordFolder({ store }: Workspace, key: string): string {
  return join(store, 'records', key.slice(0, 2), key);
}

export function runsFolder({ store }: Workspace): string {
  return join(store, 'runs');
}

export function runFolder(workspace: Workspace, run: string): string {
  return join(runsFolder(workspace), checkedName(run, 'run'));
}

export function stepFolder(workspace: Workspace, run: string, step: string): string {
  return join(runFolder(workspace, run), 'steps', checkedName(step, 'step'));
}

/** Folder of one attempt, counted from 1. */
export function attemptFolder(workspace: Workspace, run: string, step: string, attempt: number): string {
  return join(stepFolder(workspace, run, step), String(attempt));
}

export function tempFolder({ store }: Workspace): string {
  return join(store, 'temp');
}

/** The place of a path as records write it: relative to the workspace root, or absolute. */
export function absolutePath({ root }: Workspace, path: string): string {
  return isAbsolute(path) ? path : join(root, path);
}

/** The inverse: a path as records write it, with `/`; the workspace itself is `.`. */
export function recordedPath({ root }: Workspace, path: string): string {
  const inside = relative(root, path);
  const outside = isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`);
  return outside ? resolve(path).split(sep).join('/') : inside.split(sep).join('/') || '.';
}

/** Names become folders, so one that could lead elsewhere is refused. */
function checkedName(name: string, kind: 'run' | 'step'): string {
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(name)) {
    throw new OperationalError('invalid-input', `${JSON.stringify(name)} cannot be the name of a ${kind}`);
  }
  return name;
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
}

function nearestWith(start: string, name: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      return null;
    }
  }
}
