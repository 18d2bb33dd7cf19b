/** Which Python runs the steps: the one the user names, else the notebook's kernel, else the active or first one. */
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import { jsonIn } from '../store/tolerant-read.js';

export interface FindPythonOptions {
  /** A path or command that the user asked for; wins. */
  readonly asked: string | null;
  /** `metadata.kernelspec.name` of the notebook. */
  readonly kernel: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface FoundPython {
  readonly executable: string;
  /** Where it was found, for people: `kernel python3`, `VIRTUAL_ENV`, … */
  readonly because: string;
}

const kernelSpecSchema = z.looseObject({ argv: z.array(z.string()).min(1), language: z.string().optional() });

/** Finds the interpreter; throws `python-missing` when there is none, or when the one asked for is not there. */
export function findPython({ asked, kernel, environment }: FindPythonOptions): FoundPython {
  if (asked !== null) {
    return askedPython(asked, environment);
  }
  const found =
    (kernel === null ? null : kernelPython(kernel, environment)) ??
    fromFolder(environment['VIRTUAL_ENV'], 'VIRTUAL_ENV') ??
    fromVariable(environment) ??
    fromPath(environment);
  if (found === null) {
    throw new OperationalError('python-missing', 'No Python was found', {
      hint: 'Activate an environment, set COLLARD_PYTHON, or name one with --python.'
    });
  }
  return found;
}

function askedPython(asked: string, environment: FindPythonOptions['environment']): FoundPython {
  const executable = /[\\/]/.test(asked) ? executableAt(asked) : onPath(asked, environment);
  if (executable === null) {
    throw new OperationalError('python-missing', `There is no Python at ${asked}`, {
      hint: 'Give the path of a Python interpreter.'
    });
  }
  return { executable, because: 'asked for' };
}

/** The interpreter of a Jupyter kernel. A relative one belongs to the environment that the kernel is installed in. */
function kernelPython(kernel: string, environment: FindPythonOptions['environment']): FoundPython | null {
  for (const folder of jupyterDataFolders(environment)) {
    const command = kernelCommand(join(folder, 'kernels', kernel, 'kernel.json'));
    if (command === null) {
      continue;
    }
    const executable = isAbsolute(command) ? executableAt(command) : pythonIn(dirname(dirname(folder)));
    if (executable !== null) {
      return { executable, because: `kernel ${kernel}` };
    }
  }
  return null;
}

function kernelCommand(path: string): string | null {
  const spec = kernelSpecSchema.safeParse(jsonIn(path)).data;
  return spec === undefined || (spec.language ?? 'python') !== 'python' ? null : (spec.argv[0] ?? null);
}

/** Jupyter's data folders in its order: JUPYTER_PATH, the user's, the active environment's, the system's. */
function jupyterDataFolders(environment: FindPythonOptions['environment']): readonly string[] {
  const environments = [environment['VIRTUAL_ENV'], environment['CONDA_PREFIX']].filter(folder => folder !== undefined);
  return [
    ...(environment['JUPYTER_PATH'] ?? '').split(delimiter).filter(folder => folder !== ''),
    ...environments.map(folder => join(folder, 'share', 'jupyter')),
    environment['JUPYTER_DATA_DIR'] ?? userDataFolder(environment),
    '/usr/local/share/jupyter',
    '/usr/share/jupyter'
  ];
}

function userDataFolder(environment: FindPythonOptions['environment']): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Jupyter');
    case 'win32':
      return join(environment['APPDATA'] ?? homedir(), 'jupyter');
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'jupyter');
  }
}

function fromFolder(folder: string | undefined, because: string): FoundPython | null {
  const executable = folder === undefined || folder === '' ? null : pythonIn(folder);
  return executable === null ? null : { executable, because };
}

function fromVariable(environment: FindPythonOptions['environment']): FoundPython | null {
  const asked = environment['COLLARD_PYTHON'];
  return asked === undefined || asked === '' ? null : { ...askedPython(asked, environment), because: 'COLLARD_PYTHON' };
}

function fromPath(environment: FindPythonOptions['environment']): FoundPython | null {
  const executable = onPath('python3', environment) ?? onPath('python', environment);
  return executable === null ? null : { executable, because: 'PATH' };
}

function onPath(command: string, environment: FindPythonOptions['environment']): string | null {
  for (const folder of (environment['PATH'] ?? '').split(delimiter).filter(entry => entry !== '')) {
    const found = executableAt(join(folder, command)) ?? executableAt(join(folder, `${command}.exe`));
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** The interpreter of an environment's folder; null when that has none. */
function pythonIn(folder: string): string | null {
  const places = process.platform === 'win32' ? ['Scripts/python.exe', 'python.exe'] : ['bin/python', 'bin/python3'];
  return places.map(place => executableAt(join(folder, place))).find(found => found !== null) ?? null;
}

function executableAt(path: string): string | null {
  return existsSync(path) && statSync(path).isFile() ? resolve(path) : null;
}
