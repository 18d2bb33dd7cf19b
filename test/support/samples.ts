/**
 * Expected outputs kept as files beside the tests, so that a change of output is read as a diff. `UPDATE_SAMPLES=1` writes what is
 * printed now; look at the diff before committing it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export function expectSample(path: string, actual: string): void {
  if (process.env['UPDATE_SAMPLES'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `(no sample: ${path})`).toBe(actual);
}
