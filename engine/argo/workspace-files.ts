/** Which files of the workspace a run on a cluster gets to see: all but what tools make for themselves. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../store/workspace.js';

export interface WorkspaceFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly source: string;
  readonly size: number;
  readonly mode: number;
  /** Nanoseconds as text. */
  readonly mtime: string;
}

/** Folders that never travel, wherever they are. */
const leftOut = new Set([
  '.cache',
  '.collard',
  '.git',
  '.hg',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.svn',
  '.tox',
  '.venv',
  '__pycache__',
  'node_modules',
  'venv'
]);

/** Links to files are followed, links to folders are not: they may lead anywhere. */
export function workspaceFiles({ root }: Workspace): readonly WorkspaceFile[] {
  return filesBelow(root, '');
}

function filesBelow(root: string, folder: string): readonly WorkspaceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return leftOut.has(entry.name) || isEnvironment(join(root, path)) ? [] : filesBelow(root, path);
    }
    return file(root, path);
  });
}

function file(root: string, path: string): readonly WorkspaceFile[] {
  const source = join(root, path);
  const found = statSync(source, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() === true
    ? [{ path, source, size: Number(found.size), mode: Number(found.mode & 0o777n), mtime: String(found.mtimeNs) }]
    : [];
}

/** A virtual environment is bound to this machine. */
function isEnvironment(folder: string): boolean {
  return existsSync(join(folder, 'pyvenv.cfg'));
}
