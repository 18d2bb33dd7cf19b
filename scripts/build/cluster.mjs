// The life of the test cluster, from TypeScript.
import { build } from 'esbuild';
import { pathToFileURL } from 'node:url';

/** @returns {Promise<typeof import('../../test/cluster/lifecycle/index.ts')>} */
export async function loadCluster() {
  const outfile = 'build/cluster/lifecycle.mjs';
  await build({
    entryPoints: ['test/cluster/lifecycle/index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning'
  });
  return import(pathToFileURL(outfile).href);
}
