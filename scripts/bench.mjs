// Measures the product against floors taken in the same run. One JSON object a line: {name, value, unit, floor, ratio, goal, holds}.
// Words choose measurements by name: npm run bench -- check steps
import { build } from 'esbuild';
import { measureCheck } from './bench/check.mjs';
import { measureLabextension } from './bench/labextension.mjs';
import { measureReanalysis } from './bench/reanalysis.mjs';
import { measureRuns } from './bench/runs.mjs';
import { measureValues } from './bench/values.mjs';
import { productNode } from './product-node.mjs';
import { realpathSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

// The engine needs the product's Node, so start again on that one; .venv may be a link.
if (process.execPath !== realpathSync(productNode())) {
  const { status } = spawnSync(productNode(), ['--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], {
    stdio: 'inherit'
  });
  process.exit(status ?? 1);
}

// As for most users: Python keeps what it has compiled.
delete process.env.PYTHONDONTWRITEBYTECODE;

await build({
  entryPoints: ['scripts/bench/product.ts'],
  outfile: 'build/bench/product.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  logLevel: 'warning'
});

const measurements = {
  check: measureCheck,
  reanalysis: measureReanalysis,
  steps: measureRuns,
  values: measureValues,
  labextension: measureLabextension
};
const chosen = process.argv.slice(2);
for (const [name, measure] of Object.entries(measurements)) {
  if (chosen.length === 0 || chosen.includes(name)) {
    for await (const line of measure()) {
      console.log(JSON.stringify(line));
    }
  }
}
