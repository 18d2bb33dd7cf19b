/** Files one after the other in a stream, as collard/courier.py reads and writes them: a line of JSON, then the bytes; `{}` ends them. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';

/** A file to be sent. */
export interface OutgoingFile {
  /** Where it goes, relative to the folder of the volume. */
  readonly path: string;
  /** Where it is here. */
  readonly source: string;
  readonly size: number;
  readonly mode: number;
  /** Nanoseconds as text; null: it is named by its content, so its time means nothing. */
  readonly mtime: string | null;
  readonly digest: string;
}

export interface IncomingFile {
  readonly path: string;
  readonly content: Buffer;
}

const headerSchema = z.union([z.strictObject({}), z.strictObject({ path: z.string(), size: z.int().nonnegative() })]);

export async function* framesOf(files: readonly OutgoingFile[]): AsyncGenerator<Buffer> {
  for (const { source, ...header } of files) {
    yield Buffer.from(`${JSON.stringify(header)}\n`);
    if (header.size > 0) {
      yield* createReadStream(source, { end: header.size - 1, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
    }
  }
  yield Buffer.from('{}\n');
}

/** Throws when the stream ends before its files do. */
export async function* filesIn(stream: Readable): AsyncGenerator<IncomingFile> {
  const source = new ByteSource(stream);
  for (;;) {
    const header = headerSchema.parse(JSON.parse((await source.line()).toString()));
    if (!('path' in header)) {
      return;
    }
    yield { path: header.path, content: await source.bytes(header.size) };
  }
}

/** Lines and counted bytes of a stream. */
class ByteSource {
  constructor(stream: Readable) {
    this.pieces = stream[Symbol.asyncIterator]();
  }

  async line(): Promise<Buffer> {
    for (let searched = 0; ;) {
      const end = this.rest.indexOf(10, searched);
      if (end >= 0) {
        return this.take(end + 1).subarray(0, end);
      }
      searched = this.rest.length;
      await this.more();
    }
  }

  async bytes(count: number): Promise<Buffer> {
    const pieces = [this.take(Math.min(count, this.rest.length))];
    for (let missing = count - (pieces[0]?.length ?? 0); missing > 0;) {
      await this.more();
      const piece = this.take(Math.min(missing, this.rest.length));
      pieces.push(piece);
      missing -= piece.length;
    }
    return Buffer.concat(pieces);
  }

  private take(count: number): Buffer {
    const taken = this.rest.subarray(0, count);
    this.rest = this.rest.subarray(count);
    return taken;
  }

  private async more(): Promise<void> {
    const next = await this.pieces.next();
    if (next.done === true) {
      throw new OperationalError('cluster-failed', 'The connection ended in the middle of a file', { retryable: true });
    }
    this.rest = Buffer.concat([this.rest, next.value as Buffer]);
  }

  private readonly pieces: AsyncIterator<unknown>;
  private rest: Buffer = Buffer.alloc(0);
}
