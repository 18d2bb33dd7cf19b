// Makes a clone ready: npm packages, a Python environment and the built parts. Needs Node and Python only; quick when all is done.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const windows = process.platform === 'win32';
const bin = join('.venv', windows ? 'Scripts' : 'bin');
const python = join(bin, windows ? 'python.exe' : 'python');

function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/** Runs a piece of work unless its stamp already holds the digest of everything it depends on. */
async function once(name, stamp, inputs, work) {
  const hash = createHash('sha256');
  for (const file of inputs) {
    hash.update(file).update(readFileSync(file));
  }
  const digest = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    return;
  }
  const start = Date.now();
  console.log(`${name} …`);
  await work();
  writeFileSync(stamp, digest);
  console.log(`${name}: done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

function run(command, ...words) {
  return new Promise(done => {
    let output = '';
    const child = spawn(command, words, { shell: windows, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', text => (output += text));
    child.stderr.on('data', text => (output += text));
    child.on('error', error => fail(`${command} cannot run: ${error.message}`));
    child.on('exit', code =>
      code === 0 ? done(output) : fail(`${command} ${words.join(' ')} failed:\n${output.slice(-4000)}`)
    );
  });
}

/** The first Python that is new enough and can make environments. */
function findPython() {
  const names = process.env.PYTHON
    ? [process.env.PYTHON]
    : ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
  const usable = names.find(
    name => spawnSync(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).status === 0
  );
  return (
    usable ??
    fail(
      'Python 3.10 or newer with venv is needed.\n  Debian, Ubuntu: apt-get install python3-venv\n  or set PYTHON=/path/to/python3'
    )
  );
}

async function pythonPackages(interpreter) {
  if (!existsSync(python)) {
    await run(interpreter, '-m', 'venv', '.venv');
  }
  await run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'uv');
  await run(
    python,
    '-m',
    'uv',
    'pip',
    'install',
    '--quiet',
    '--compile-bytecode',
    '--python',
    '.venv',
    '--editable',
    '.',
    '--group',
    'dev'
  );
  // Jupyter's own scripts in there are CommonJS; without this they would take the type of the project's package.json.
  writeFileSync('.venv/package.json', '{ "type": "commonjs" }\n');
  link('build/labextension', '.venv/share/jupyter/labextensions/collard');
  link('jupyter-config/server-config/collard.json', '.venv/etc/jupyter/jupyter_server_config.d/collard.json');
}

/** An editable install brings no shared data, so JupyterLab finds ours through links. */
function link(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  symlinkSync(resolve(target), path, windows ? 'junction' : undefined);
}

function files(...folders) {
  return folders
    .filter(existsSync)
    .flatMap(folder => readdirSync(folder, { recursive: true }).map(name => join(folder, name)))
    .filter(name => statSync(name).isFile() && !/generated|__pycache__|backend|\.pyz$/.test(name))
    .sort();
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node 20 or newer is needed; this is ${process.version}.`);
}
const interpreter = findPython();
await Promise.all([
  once('npm packages', 'node_modules/.stamp', ['package-lock.json'], () =>
    run('npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error')
  ),
  once('Python packages', '.venv/.stamp', ['pyproject.toml', 'scripts/setup.mjs'], () => pythonPackages(interpreter))
]);
const built = [
  'compiler/generated/pyright-parser.js',
  'collard/backend/cli.mjs',
  'collard/backend/server.mjs',
  'collard/runtime.pyz',
  'build/labextension/package.json'
];
if (!built.every(existsSync)) {
  rmSync('node_modules/.built', { force: true });
}
await once(
  'build',
  'node_modules/.built',
  [
    'package.json',
    'package-lock.json',
    'rspack.config.cjs',
    ...files('compiler', 'protocol', 'engine', 'cli', 'server', 'src', 'style', 'schema', 'collard/runtime', 'scripts')
  ],
  () => run('node', 'scripts/build.mjs')
);
