/** SHA-256 without Node or a browser, so that plans carry the same digests wherever they are made. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export function digestText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** More texts than any notebook has; beyond it, all are forgotten. */
const mostTexts = 20_000;

/** Digests that are asked for again and again: those of the prologue by every step, those of a step at every edit elsewhere. */
export class RememberedDigests {
  of(text: string): string {
    const known = this.digests.get(text);
    if (known !== undefined) {
      return known;
    }
    const digest = digestText(text);
    if (this.digests.size >= mostTexts) {
      this.digests.clear();
    }
    this.digests.set(text, digest);
    return digest;
  }

  private readonly digests = new Map<string, string>();
}
