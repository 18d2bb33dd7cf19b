/** SHA-256 in hexadecimal: the name of everything in the store. */
import { createHash, hash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';

/** Files up to this size are read in one go: faster than a stream, and too short to keep anybody waiting. */
const readAtOnce = 4 * 1024 * 1024;

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** Digest of a file's content; larger files are streamed, so that the server stays responsive meanwhile. */
export async function fileDigest(path: string, size: number): Promise<string> {
  if (size <= readAtOnce) {
    return sha256(readFileSync(path));
  }
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    digest.update(chunk as Buffer);
  }
  return digest.digest('hex');
}
