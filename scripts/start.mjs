// Opens JupyterLab on the examples, with the flagship notebook in front. Words after `npm start --` go to JupyterLab.
import './setup.mjs';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { python } from './product-node.mjs';

const root = process.getuid?.() === 0 ? ['--allow-root'] : [];
const notebook = 'mrna-stability/mrna-stability.ipynb';
const words = [
  '-m',
  'jupyterlab',
  ...root,
  `--ServerApp.root_dir=${resolve('examples')}`,
  `--LabApp.default_url=/lab/tree/${notebook}`,
  ...process.argv.slice(2)
];
console.log('Opening JupyterLab on examples/ (Ctrl-C ends it) …');
const child = spawn(python, words, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', code => process.exit(code ?? 1));
