// Saving and loading one large value, against the plainest way to do it with a digest.
import { spawnSync } from 'node:child_process';
import { python } from '../product-node.mjs';
import { againstFloor } from './figures.mjs';

export async function* measureValues() {
  const { stdout, status, stderr } = spawnSync(python, ['scripts/bench/values.py'], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  for (const line of stdout.trim().split('\n')) {
    const { name, value, floor, goal } = JSON.parse(line);
    yield againstFloor(name, value, floor, 'ms', goal);
  }
}
