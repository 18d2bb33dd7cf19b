/**
 * Keeps what V8 has compiled of the program between commands: most of the time of a short command would go into compiling again.
 * Node's own compile cache knows only what is compiled while a module loads; this one also knows every function that was called.
 *
 * V8 believes what it is given, so a file is used only when nobody but this user could have written it and its checksum is right.
 * A missing, foreign or damaged file, or a place that cannot be written, means that the program is compiled as if there was no cache.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync
} from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const day = 24 * 60 * 60 * 1000;
const unusedAfter = 30 * day;
const checksumBytes = 4;

export interface CachedCode {
  readonly data: Buffer;
  /** Old enough to be written anew, with what was compiled since. */
  readonly isOld: boolean;
}

export class CodeCache {
  /** @param folder holds nothing else. */
  constructor(private readonly folder: string) {}

  /** What was kept under this name; null when there is nothing that can be trusted. */
  read(name: string): CachedCode | null {
    try {
      const file = openSync(join(this.folder, name), 'r');
      try {
        const stats = fstatSync(file);
        return belongsToUser(stats) ? checked(readFileSync(file), stats) : null;
      } finally {
        closeSync(file);
      }
    } catch {
      return null;
    }
  }

  /** Keeps the code, and lets go of what nothing has used for long. */
  keep(name: string, data: Buffer): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      if (belongsToUser(statSync(this.folder))) {
        this.write(name, data);
        this.removeUnused();
      }
    } catch {
      // a full disk, or a home that cannot be written: the next command compiles again
    }
  }

  /** The file is whole whenever it has its name, also after a power failure. */
  private write(name: string, data: Buffer): void {
    const part = join(this.folder, `${name}.${process.pid}.part`);
    const file = openSync(part, 'wx', 0o600);
    try {
      writeSync(file, Buffer.concat([checksum(data), data]));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, join(this.folder, name));
  }

  private removeUnused(): void {
    const now = Date.now();
    for (const path of readdirSync(this.folder).map(name => join(this.folder, name))) {
      if (now - statSync(path).mtimeMs > unusedAfter) {
        rmSync(path, { force: true });
      }
    }
  }
}

function checked(content: Buffer, { mtimeMs }: Stats): CachedCode | null {
  const data = content.subarray(checksumBytes);
  return content.subarray(0, checksumBytes).equals(checksum(data)) ? { data, isOld: Date.now() - mtimeMs > day } : null;
}

function checksum(data: Buffer): Buffer {
  const bytes = Buffer.alloc(checksumBytes);
  bytes.writeUInt32LE(crc32(data));
  return bytes;
}

/** Nobody else may write it. Windows keeps the folders of users apart by itself. */
function belongsToUser({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
