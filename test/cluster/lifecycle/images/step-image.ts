/**
 * The files of the image that steps run in: the interpreter of this checkout's environment with the libraries of the examples in the same
 * versions, so that a step means the same there and here. The shared libraries of this machine that they ask for come along.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from '../processes/commands.js';
import { sources } from '../places.js';

const python = '.venv/bin/python';
const requirements = join(sources, 'lifecycle/images/step-requirements.txt');

interface Interpreter {
  readonly executable: string;
  /** Such as 3.11. */
  readonly version: string;
  readonly library: string;
}

/** What decides which files the image has. */
interface Content {
  readonly interpreter: Interpreter;
  readonly requirements: string;
  /** The version of everything that is installed in the environment. */
  readonly constraints: string;
}

export async function stepImageContent(): Promise<string> {
  const packages = await run(python, ['-m', 'uv', 'pip', 'freeze', '--python', '.venv', '--exclude-editable']);
  const content: Content = {
    interpreter: JSON.parse(await run(python, ['-c', describeInterpreter])) as Interpreter,
    requirements: readFileSync(requirements, 'utf8'),
    constraints: packages
  };
  return JSON.stringify(content);
}

const describeInterpreter = `
import json, os, sys, sysconfig
executable = os.path.realpath(sys.executable)
version = sysconfig.get_python_version()
print(json.dumps({'executable': executable, 'version': version, 'library': sysconfig.get_path('stdlib')}))
`;

export async function fillStepImage(root: string, content: string): Promise<void> {
  const { interpreter, constraints } = JSON.parse(content) as Content;
  const { executable, version, library } = interpreter;
  const programs = join(root, 'usr/local/bin');
  const modules = join(root, `usr/local/lib/python${version}`);
  mkdirSync(programs, { recursive: true });
  cpSync(executable, join(programs, `python${version}`));
  symlinkSync(`python${version}`, join(programs, 'python3'));
  symlinkSync(`python${version}`, join(programs, 'python'));
  cpSync(library, modules, { recursive: true, filter: file => !leftOut.test(basename(file)) });
  await installLibraries(join(modules, 'site-packages'), constraints);
  await compileModules(root, modules);
  symlinkSync('site-packages', join(modules, 'dist-packages')); // where Debian's interpreter looks
  await addSharedLibraries(root, join(programs, `python${version}`));
  mkdirSync(join(root, 'home/jovyan'), { recursive: true });
  chmodSync(join(root, 'home/jovyan'), 0o777); // whoever the pod runs as, and whatever the umask here
}

/** Of the standard library: tests, what needs a screen or a compiler, and packages that are installed beside it. */
const leftOut = /^(__pycache__|config-.*|dist-packages|idlelib|lib2to3|site-packages|tests?|tkinter|turtledemo)$/;

async function installLibraries(folder: string, constraints: string): Promise<void> {
  const pins = `${folder}.constraints`;
  mkdirSync(dirname(pins), { recursive: true });
  writeFileSync(pins, constraints);
  const words = ['--quiet', '--python', '.venv', '--link-mode', 'copy', '--target', folder];
  await run(python, ['-m', 'uv', 'pip', 'install', ...words, '--constraint', pins, '--requirement', requirements]);
  rmSync(pins);
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (basename(path) === 'tests') {
      rmSync(join(folder, path), { recursive: true, force: true });
    }
  }
}

/** Steps may not write into the image, so each would compile what it imports. Times of files are not kept, so they cannot be compared. */
async function compileModules(root: string, modules: string): Promise<void> {
  const words = ['-q', '-j', '0', '--invalidation-mode', 'unchecked-hash', '-s', root, '-p', '/', modules];
  await run(python, ['-m', 'compileall', ...words]);
}

/** Copies what the dynamic linker would load, itself included, to the same places. */
async function addSharedLibraries(root: string, interpreter: string): Promise<void> {
  const extensions = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.so(\.[\d.]+)?$/.test(file))
    .map(file => join(root, file));
  const answer = await run('ldd', [interpreter, ...extensions]);
  // "name => /path (address)", or "/path (address)" for the linker
  const paths = Array.from(answer.matchAll(/^\t(?:.* => )?(\/\S+) \(0x/gm), ([, path = '']) => path);
  for (const library of new Set(paths)) {
    const copy = join(root, library);
    if (!library.startsWith(root) && !existsSync(copy)) {
      cpSync(library, copy, { dereference: true });
    }
  }
}
