// Bundles the command line for Node 24: the program as one script, whose compiled code can be kept, and the entry that loads it.
import { build } from 'esbuild';
import { basename } from 'node:path';
import { miniOfItsOwn } from './zod-mini.mjs';

const kubernetesClient = '@kubernetes/client-node';

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
  const client = await bundleKubernetesClient(folder);
  const [clientFile] = client.outputFiles;
  const program = await build({
    ...common,
    entryPoints: { program: 'cli/program.ts' },
    entryNames: '[name]-[hash]',
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    mainFields: ['module', 'main'],
    keepNames: true,
    // Node calls it experimental in a script; what is imported when it is needed can as well be required then.
    supported: { 'dynamic-import': false },
    // The script is a function that gets what Node gives to a CommonJS module (cli/start/program-script.ts).
    define: { 'import.meta.dirname': '__dirname' },
    banner: { js: '(function (module, require, __dirname) {' },
    footer: { js: '})' },
    plugins: [miniOfItsOwn, inFileOfItsOwn(kubernetesClient, basename(clientFile.path))]
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
  const inputs = { ...program.metafile.inputs, ...client.metafile.inputs };
  return { outputFiles: [clientFile, programFile, ...entry.outputFiles], metafile: { inputs } };
}

/** Ten times as large as the program itself, and only of use to who has a cluster. */
function bundleKubernetesClient(folder) {
  return build({
    ...common,
    entryPoints: { kubernetes: kubernetesClient },
    entryNames: '[name]-[hash]',
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    mainFields: ['module', 'main']
  });
}

/** The program imports the package from a file beside it, when it needs it. */
function inFileOfItsOwn(name, file) {
  return {
    name: 'in-file-of-its-own',
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: `./${file}`, external: true }));
    }
  };
}
