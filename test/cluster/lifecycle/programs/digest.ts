/** What stands for the content of files: equal where nothing has changed. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of all files below the folders, their names, and further facts. */
export function digestOf(folders: readonly string[], ...facts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file))
  );
  for (const file of files.filter(path => statSync(path).isFile()).sort()) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
