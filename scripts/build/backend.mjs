// Bundles the command line and the server behind Jupyter for Node 24 as ES modules that share their chunks; a chunk a command, so
// that `check` loads only what it needs.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { thirdPartyNotices } from './notices.mjs';

const folder = 'collard/backend';

/**
 * The compiler uses zod/mini, other parts the whole of zod, and both rest on one core. Shared, that core would come with all of
 * its parts into every command; as a module of its own for zod/mini it is a tenth of that.
 */
const miniOfItsOwn = {
  name: 'mini-of-its-own',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /./ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      const fromMini = importer.endsWith(miniSuffix);
      if (pluginData === 'resolved' || !(path === 'zod/mini' || fromMini)) {
        return undefined;
      }
      const found = await resolve(path, { importer, resolveDir, kind, pluginData: 'resolved' });
      return { ...found, suffix: miniSuffix };
    });
  }
};
const miniSuffix = '?mini';

export async function buildBackend() {
  const { outputFiles, metafile } = await build({
    entryPoints: { cli: 'cli/main.ts', server: 'server/main.ts' },
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
  const notices = { path: join(folder, 'THIRD-PARTY-NOTICES.txt'), contents: thirdPartyNotices(metafile) };
  replaceFiles([...outputFiles, notices]);
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
