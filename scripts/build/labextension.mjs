// Builds the JupyterLab extension with JupyterLab's own builder, straight from the TypeScript in src/. The type check is elsewhere.
import { spawnSync } from 'node:child_process';

const builder = 'node_modules/@jupyter/builder/lib/build-labextension.js';
const core = 'node_modules/@jupyterlab/core-meta/core.package.json';

export function buildLabextension() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, '--core-package-file', core, '.'], {
    encoding: 'utf8'
  });
  if (status !== 0) {
    throw new Error(`building the labextension failed:\n${stdout}\n${stderr}`);
  }
}
