// Bundles the command line for Node 24: the program as one script, whose compiled code can be kept, and the entry that loads it.
import { build } from 'esbuild';
import { basename } from 'node:path';
import { miniOfItsOwn } from './zod-mini.mjs';

const common = {
  write: false,
  metafile: true,
  bundle: true,
  platform: 'node',
  target: 'node24',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning'
};

/** Output files, the entry last, and what they are made of. */
export async function bundleCommandLine(folder) {
  const program = await build({
    ...common,
    entryPoints: { program: 'cli/program.ts' },
    entryNames: '[name]-[hash]',
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    mainFields: ['module', 'main'],
    keepNames: true,
    // The script is a function that gets what Node gives to a CommonJS module (cli/start/program-script.ts).
    define: { 'import.meta.dirname': '__dirname' },
    banner: { js: '(function (module, require, __dirname) {' },
    footer: { js: '})' },
    plugins: [miniOfItsOwn]
  });
  const [programFile] = program.outputFiles;
  const entry = await build({
    ...common,
    entryPoints: { cli: 'cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    define: { programFile: JSON.stringify(basename(programFile.path)) }
  });
  return { outputFiles: [programFile, ...entry.outputFiles], metafile: program.metafile };
}
