// Writes the generated pages; with --check it only says whether they are up to date.
import { build } from 'esbuild';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const outfile = 'build/docs/diagnostics-page.mjs';
await build({
  entryPoints: ['compiler/diagnostics/page.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning'
});
const { diagnosticsPage } = await import(pathToFileURL(outfile).href);
const pages = { 'docs/diagnostics.md': diagnosticsPage() };
const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(pages)) {
  const current = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (current === text) {
    continue;
  }
  if (check) {
    console.error(`${path} is out of date; npm run docs writes it anew.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`${path} written`);
  }
}
