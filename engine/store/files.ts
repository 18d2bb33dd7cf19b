/** The user's files as records saw them: has this one still the same content, and if not, put back what a step wrote. */
import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  type BigIntStats
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { canonicalJson } from '../../compiler/ir/print.js';
import type { FileRead, FileWritten } from '../../protocol/record.js';
import { fileDigest, sha256 } from './digest.js';
import { storeError } from './store-error.js';
import { namesIn } from './tolerant-read.js';
import { absolutePath, objectPath, type Workspace } from './workspace.js';

/**
 * Looks at files and folders once and remembers. What was seen holds until `forget`, which must be called whenever a step has run;
 * a digest holds as long as size, mtime, ctime and inode stay the same.
 */
export class FileObserver {
  constructor(private readonly workspace: Workspace) {}

  /** Whether a file that a step read (or missed) is now as it was then. */
  async isUnchanged(read: FileRead): Promise<boolean> {
    const path = absolutePath(this.workspace, read.path);
    const stats = this.stat(path);
    if (stats === null || read.digest === null) {
      return stats === null && read.digest === null;
    }
    if (Number(stats.size) === read.size && sameIdentity(stats, read) && read.seen !== 'details') {
      return true;
    }
    if (isFolder(read.path)) {
      return this.isSameFolder(path, stats, read);
    }
    return Number(stats.size) === read.size && (await this.digest(path)) === read.digest;
  }

  /** Whether a file (or folder) that a step wrote is still there as it was left. */
  async isIntact({ path, size, digest }: FileWritten): Promise<boolean> {
    const absolute = absolutePath(this.workspace, path);
    const stats = this.stat(absolute);
    if (isFolder(path)) {
      return stats?.isDirectory() === true;
    }
    return stats !== null && Number(stats.size) === size && (await this.digest(absolute)) === digest;
  }

  exists(path: string): boolean {
    return this.stat(absolutePath(this.workspace, path)) !== null;
  }

  /** Names in a folder; none when there is no such folder. */
  namesIn(path: string): ReadonlySet<string> {
    const known = this.listings.get(path);
    const names = known ?? new Set(namesIn(absolutePath(this.workspace, path)));
    this.listings.set(path, names);
    return names;
  }

  /** Digest of the present content; null when there is no such file. */
  async digest(path: string): Promise<string | null> {
    const stats = this.stat(path);
    if (stats === null) {
      return null;
    }
    const identity = [path, stats.size, stats.mtimeNs, stats.ctimeNs, stats.ino].join('\u0000');
    const known = this.digests.get(identity);
    if (known !== undefined) {
      return known;
    }
    try {
      const digest = await fileDigest(path, Number(stats.size));
      this.digests.set(identity, digest);
      return digest;
    } catch {
      return null; // gone or unreadable since: not the content that anybody asks for
    }
  }

  /** Forgets what `stat` said and what folders held, since files may have changed. */
  forget(): void {
    this.stats.clear();
    this.listings.clear();
  }

  /** Puts a written file back from the store: complete under its name, or not at all. */
  putBack(written: FileWritten): void {
    const path = absolutePath(this.workspace, written.path);
    this.stats.delete(path);
    this.listings.clear();
    if (isFolder(written.path)) {
      mkdirSync(path, { recursive: true });
      return;
    }
    const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
    try {
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(objectPath(this.workspace, written.digest), unfinished, constants.COPYFILE_FICLONE);
      chmodSync(unfinished, written.mode & 0o7777);
      renameSync(unfinished, path);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw storeError(error, `putting back ${written.path}`);
    }
  }

  /** A file in it may have changed without the folder itself, which only keeps the time of new and lost names. */
  private isSameFolder(path: string, stats: BigIntStats, { seen, digest }: FileRead): boolean {
    switch (seen) {
      case 'presence':
        return stats.isDirectory();
      case 'details':
        return folderDigest(path, name => [name, ...this.details(join(path, name))]) === digest;
      case undefined:
        return folderDigest(path, name => name) === digest;
    }
  }

  /** Size and time of a file; folders have neither. */
  private details(path: string): readonly [string, string] | readonly [null, null] {
    const stats = this.stat(path);
    return stats === null || stats.isDirectory() ? [null, null] : [String(stats.size), String(stats.mtimeNs)];
  }

  private stat(path: string): BigIntStats | null {
    const known = this.stats.get(path);
    if (known !== undefined) {
      return known;
    }
    const stats = statOrNull(path);
    this.stats.set(path, stats);
    return stats;
  }

  private readonly stats = new Map<string, BigIntStats | null>();
  private readonly listings = new Map<string, ReadonlySet<string>>();
  private readonly digests = new Map<string, string>();
}

/** Records name folders with a slash at the end: a step listed them, or made them. */
export function isFolder(path: string): boolean {
  return path.endsWith('/');
}

/** Digest of what a step that lists a folder depends on: something for each name. */
function folderDigest(path: string, entry: (name: string) => unknown): string | null {
  try {
    return sha256(canonicalJson(readdirSync(path).sort().map(entry)));
  } catch {
    return null;
  }
}

function statOrNull(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null; // a parent is a file, or may not be entered: for the step, too, the file was not there
  }
}

function sameIdentity(stats: BigIntStats, { mtime, ctime, inode }: FileRead): boolean {
  return String(stats.mtimeNs) === mtime && String(stats.ctimeNs) === ctime && String(stats.ino) === inode;
}
