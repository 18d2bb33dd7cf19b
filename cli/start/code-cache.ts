/**
 * Keeps what V8 has compiled of the program between commands: most of the time of a short command would go into compiling again.
 * Node's own compile cache knows only what is compiled while a module loads; this one also knows every function that was called.
 * A file holds a checksum, the amount of compiled code at the time, and the code.
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
/** Growth that is worth a new file: a hundredth more code is several milliseconds of compiling. */
const growth = 1.01;
const numberBytes = 4;

export interface CompiledCode {
  readonly data: Buffer;
  /** Compiled code in the process that made it, in bytes. */
  readonly compiledBytes: number;
}

export interface CachedCode extends CompiledCode {
  /** Milliseconds since it was written. */
  readonly age: number;
}

/** Whether a process that has compiled so much by now should keep its code in place of what it was given. */
export function isOutgrown(cached: CachedCode, compiledBytes: number): boolean {
  return compiledBytes > cached.compiledBytes * growth || cached.age > day;
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
        return belongsToUser(stats) ? unpacked(readFileSync(file), stats) : null;
      } finally {
        closeSync(file);
      }
    } catch {
      return null;
    }
  }

  /** Keeps the code, and lets go of what nothing has used for long. */
  keep(name: string, code: CompiledCode): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      if (belongsToUser(statSync(this.folder))) {
        this.write(name, packed(code));
        this.removeUnused();
      }
    } catch {
      // a full disk, or a home that cannot be written: the next command compiles again
    }
  }

  /** The file is whole whenever it has its name, also after a power failure. */
  private write(name: string, content: Buffer): void {
    const part = join(this.folder, `${name}.${process.pid}.part`);
    const file = openSync(part, 'wx', 0o600);
    try {
      writeSync(file, content);
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

function packed({ data, compiledBytes }: CompiledCode): Buffer {
  const content = Buffer.concat([numberAsBytes(compiledBytes), data]);
  return Buffer.concat([numberAsBytes(crc32(content)), content]);
}

/** Null when the checksum is wrong. */
function unpacked(file: Buffer, { mtimeMs }: Stats): CachedCode | null {
  const content = file.subarray(numberBytes);
  return file.readUInt32LE() === crc32(content)
    ? { data: content.subarray(numberBytes), compiledBytes: content.readUInt32LE(), age: Date.now() - mtimeMs }
    : null;
}

function numberAsBytes(value: number): Buffer {
  const bytes = Buffer.alloc(numberBytes);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Nobody else may write it. Windows keeps the folders of users apart by itself. */
function belongsToUser({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
