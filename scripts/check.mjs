// Everything about the code that needs no run of it: types, lint, format, generated pages.
import { python } from './product-node.mjs';
import { runAll } from './run-all.mjs';

const passed = runAll([
  ['types', 'node', 'node_modules/typescript/bin/tsc', '-b'],
  ['lint', 'node', 'node_modules/eslint/bin/eslint.js', '.', '--cache', '--max-warnings', '0'],
  ['format', 'node', 'node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'],
  ['Python lint', python, '-m', 'ruff', 'check', '.'],
  ['Python format', python, '-m', 'ruff', 'format', '--check', '.'],
  ['Python types', python, '-m', 'mypy'],
  ['generated pages', 'node', 'scripts/docs.mjs', '--check']
]);
process.exit(passed ? 0 : 1);
