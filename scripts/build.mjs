// Builds what the product runs: pyright's parser as one file, the command line, and the runtime as one .pyz.
import { buildParser } from './build/parser.mjs';
import { buildCommandLine } from './build/command-line.mjs';
import { buildRuntime } from './build/runtime.mjs';

await buildParser();
await buildCommandLine();
buildRuntime();
