// Runs the flagship example on this machine, live, and says where its results are.
import './setup.mjs';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { productNode, python } from './product-node.mjs';

const words = process.argv.slice(2);
const { status } = spawnSync(
  productNode(),
  ['collard/backend/cli.mjs', 'run', 'examples/mrna-stability/mrna-stability.ipynb', ...words],
  { stdio: 'inherit', env: { ...process.env, COLLARD_PYTHON: resolve(python) } }
);
process.exit(status ?? 1);
