/** SHA-256 without Node or a browser, so that plans carry the same digests wherever they are made. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export function digestText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
