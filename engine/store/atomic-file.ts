/** Writing a file so that readers see all of it or nothing, whatever is killed at whatever moment. */
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { storeError, systemCode } from './store-error.js';
import { tempFolder, type Workspace } from './workspace.js';

/** Writes to `temp/`, flushes, and renames into place: after this returns, the file survives a power cut. */
export function writeAtomically(workspace: Workspace, path: string, content: string | Uint8Array): void {
  const unfinished = writeUnfinished(workspace, path, content, true);
  renameSync(unfinished, path);
}

/**
 * Creates a file that must not be there yet; false when another process was first. Not flushed: its meaning ends with the
 * processes of today.
 */
export function createExclusively(workspace: Workspace, path: string, content: string): boolean {
  const unfinished = writeUnfinished(workspace, path, content, false);
  try {
    linkSync(unfinished, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      return false;
    }
    throw storeError(error, `writing ${path}`);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function writeUnfinished(workspace: Workspace, path: string, content: string | Uint8Array, flush: boolean): string {
  const unfinished = join(tempFolder(workspace), randomUUID());
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(unfinished, 'wx');
    try {
      writeWhole(file, typeof content === 'string' ? Buffer.from(content) : content);
      if (flush) {
        fsyncSync(file);
      }
    } finally {
      closeSync(file);
    }
    return unfinished;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw storeError(error, `writing ${path}`);
  }
}

function writeWhole(file: number, content: Uint8Array): void {
  for (let written = 0; written < content.length;) {
    written += writeSync(file, content, written);
  }
}
