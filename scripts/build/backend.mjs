// Bundles the command line and the server behind Jupyter for Node 24.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleCommandLine } from './command-line.mjs';
import { thirdPartyNotices } from './notices.mjs';
import { miniOfItsOwn } from './zod-mini.mjs';

const folder = 'collard/backend';

export async function buildBackend() {
  const commandLine = await bundleCommandLine(folder);
  const server = await bundleServer();
  const inputs = { ...commandLine.metafile.inputs, ...server.metafile.inputs };
  const notices = { path: join(folder, 'THIRD-PARTY-NOTICES.txt'), contents: thirdPartyNotices({ inputs }) };
  replaceFiles([...commandLine.outputFiles, ...server.outputFiles, notices]);
}

/** ES modules, of which only those are loaded that a request needs. */
function bundleServer() {
  return build({
    entryPoints: { server: 'server/main.ts' },
    outdir: folder,
    write: false,
    metafile: true,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'node24',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    plugins: [miniOfItsOwn],
    logLevel: 'warning'
  });
}

/** New chunks come before the entry that names them, and old ones go last: a command that starts meanwhile works. */
function replaceFiles(files) {
  mkdirSync(folder, { recursive: true });
  const isEntry = ({ path }) => ['cli.mjs', 'server.mjs'].includes(basename(path));
  for (const { path, contents } of [...files.filter(file => !isEntry(file)), ...files.filter(isEntry)]) {
    const part = join(folder, `.${process.pid}.part`);
    writeFileSync(part, contents);
    renameSync(part, path);
  }
  const names = new Set(files.map(({ path }) => basename(path)));
  readdirSync(folder)
    .filter(name => !names.has(name))
    .forEach(name => rmSync(join(folder, name), { recursive: true, force: true }));
}
