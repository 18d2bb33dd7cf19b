// Builds what the product runs: pyright's parser as one file, the back end for Node, the runtime as one .pyz, and the labextension.
import { buildParser } from './build/parser.mjs';
import { buildBackend } from './build/backend.mjs';
import { buildLabextension } from './build/labextension.mjs';
import { buildRuntime } from './build/runtime.mjs';

await buildParser();
await buildBackend();
buildRuntime();
await buildLabextension();
