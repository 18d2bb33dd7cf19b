/** Reading what may not be there: absent, torn or unreadable all mean "nothing", and the caller's schema decides the rest. */
import { readdirSync, readFileSync } from 'node:fs';

/** Names of the entries of a folder; none when it cannot be listed. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The JSON value in a file; null when there is none. */
export function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
