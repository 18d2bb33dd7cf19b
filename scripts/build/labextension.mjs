// Builds the JupyterLab extension with JupyterLab's own builder, straight from the TypeScript in src/. The type check is elsewhere.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { thirdPartyNotices } from './notices.mjs';

const builder = 'node_modules/@jupyter/builder/lib/build-labextension.js';
const core = 'node_modules/@jupyterlab/core-meta/core.package.json';

export async function buildLabextension() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, '--core-package-file', core, '.'], {
    encoding: 'utf8'
  });
  if (status !== 0) {
    throw new Error(`building the labextension failed:\n${stdout}\n${stderr}`);
  }
  writeFileSync('build/labextension/static/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(await bundledFiles()));
}

/**
 * Which files go into the bundle. The builder writes a report of its own (third-party-licenses.json), but packages that it has merged into
 * others are missing there, such as d3-zoom, and so is pyright's parser.
 */
async function bundledFiles() {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { metafile } = await build({
    entryPoints: ['src/index.ts'],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'build/labextension',
    format: 'esm',
    external: [...Object.keys(dependencies), '*.svg', '*.css'],
    logLevel: 'error'
  });
  return metafile;
}
