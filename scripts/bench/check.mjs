// `collard check` as a cold process, the Python entry included, against the emptiest Node process.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { againstFloor, median } from './figures.mjs';
import { analysisNotebook } from './notebooks.mjs';

const rounds = 15;

export async function* measureCheck() {
  const folder = mkdtempSync(join(tmpdir(), 'collard-bench-'));
  try {
    yield measure(folder, 'check, 60 cells in 20 steps, cold', analysisNotebook(20, 3));
    yield measure(folder, 'check, 100 steps, cold', analysisNotebook(100, 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder, name, notebook) {
  const path = join(folder, 'notebook.ipynb');
  writeFileSync(path, JSON.stringify(notebook));
  const command = process.platform === 'win32' ? '.venv\\Scripts\\collard.exe' : '.venv/bin/collard';
  const values = [];
  const floors = [];
  for (let round = 0; round <= rounds; round += 1) {
    const floor = time(process.execPath, ['-e', '0']);
    const value = time(command, ['check', path]);
    if (round > 0) {
      floors.push(floor);
      values.push(value);
    }
  }
  return againstFloor(name, median(values), median(floors), 'ms', 6);
}

function time(command, words) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${stderr}`);
  }
  return performance.now() - start;
}
