/** The folder that the Jupyter server shows. Paths from a browser are looked up in it and lead nowhere else. */
import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { OperationalError } from '../../protocol/operational-error.js';
import type { RunHeader } from '../../protocol/run.js';
import type { Workspace } from '../../engine/index.js';

export interface NotebookPlace {
  /** Absolute path; there need not be a file. */
  readonly file: string;
  /** Its folder, where the steps work. */
  readonly folder: string;
}

export class RootFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = realpathSync(path);
  }

  /** @param path relative to the root with `/`. @throws OperationalError `outside-root`, `not-found` or `invalid-input` */
  notebook(path: string): NotebookPlace {
    const parts = path.split(/[/\\]/);
    if (isAbsolute(path) || parts.includes('..') || path.includes('\0')) {
      throw outside(path);
    }
    if (parts.at(-1) === '') {
      throw new OperationalError('invalid-input', `${JSON.stringify(path)} is not the path of a notebook`);
    }
    const file = join(this.path, path);
    const folder = realFolder(dirname(file), path);
    if (!isInside(this.path, folder)) {
      throw outside(path);
    }
    return { file: join(folder, basename(file)), folder };
  }

  /** The path of a run's notebook as browsers know it; null when it lies elsewhere, or nobody knows. */
  pathOf({ root }: Workspace, { notebook }: RunHeader): string | null {
    return notebook === null ? null : this.pathOfFile(resolve(root, notebook));
  }

  /** The same for an absolute path. */
  pathOfFile(file: string): string | null {
    return isInside(this.path, file) ? relative(this.path, file).split(sep).join('/') : null;
  }
}

function realFolder(folder: string, path: string): string {
  try {
    return realpathSync(folder);
  } catch (cause) {
    throw new OperationalError('not-found', `The folder of ${path} is not there`, {
      hint: 'Was it moved or deleted? Open the notebook again.',
      cause
    });
  }
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !isAbsolute(inside) && inside !== '..' && !inside.startsWith(`..${sep}`);
}

function outside(path: string): OperationalError {
  return new OperationalError('outside-root', `${path} leads out of the folder of the Jupyter server`, {
    hint: 'Start Jupyter in a folder that holds the notebook.'
  });
}
