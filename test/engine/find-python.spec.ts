/** Which Python runs the steps. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { operational } from '../support/errors.js';
import { findPython, type FindPythonOptions } from '../../engine/index.js';

const root = mkdtempSync(join(tmpdir(), 'collard-pythons-'));
afterAll(() => rmSync(root, { recursive: true }));

/** An empty file is enough: finding starts nothing. */
function file(name: string, content = ''): string {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const kernel = (folder: string, command: string): string =>
  file(
    `${folder}/share/jupyter/kernels/py/kernel.json`,
    JSON.stringify({ argv: [command, '-m', 'x'], language: 'python' })
  );

const asked = file('asked/python');
const active = file('active/bin/python');
const variable = file('variable/python3.12');
const onPath = file('path/python3');
const absolute = file('absolute/python');
const withKernel = file('environment/bin/python');
kernel('environment', 'python');
kernel('named', absolute);
file('julia/share/jupyter/kernels/py/kernel.json', JSON.stringify({ argv: ['julia'], language: 'julia' }));

const withoutEnvironment = { COLLARD_PYTHON: variable, PATH: join(root, 'path') };
const everything = {
  ...withoutEnvironment,
  JUPYTER_PATH: join(root, 'named/share/jupyter'),
  VIRTUAL_ENV: join(root, 'active')
};

test.each<{ says: string; options: Partial<FindPythonOptions>; executable: string; because: string }>([
  { says: 'the one asked for wins', options: { asked }, executable: asked, because: 'asked for' },
  { says: 'a command is looked up', options: { asked: 'python3' }, executable: onPath, because: 'asked for' },
  { says: "then the notebook's kernel", options: { kernel: 'py' }, executable: absolute, because: 'kernel py' },
  {
    says: 'a kernel without a path belongs to its environment',
    options: { kernel: 'py', environment: { ...withoutEnvironment, VIRTUAL_ENV: join(root, 'environment') } },
    executable: withKernel,
    because: 'kernel py'
  },
  {
    says: 'a kernel of another language does not count',
    options: { kernel: 'py', environment: { ...everything, JUPYTER_PATH: join(root, 'julia/share/jupyter') } },
    executable: active,
    because: 'VIRTUAL_ENV'
  },
  { says: 'an unknown kernel does not count', options: { kernel: 'none' }, executable: active, because: 'VIRTUAL_ENV' },
  { says: 'then the active environment', options: {}, executable: active, because: 'VIRTUAL_ENV' },
  {
    says: 'then COLLARD_PYTHON',
    options: { environment: withoutEnvironment },
    executable: variable,
    because: 'COLLARD_PYTHON'
  },
  { says: 'then the path', options: { environment: { PATH: join(root, 'path') } }, executable: onPath, because: 'PATH' }
])('$says', ({ options, executable, because }) => {
  expect(findPython({ asked: null, kernel: null, environment: everything, ...options })).toEqual({
    executable,
    because
  });
});

test.each([{ asked: '/nowhere/python' }, { asked: 'no-such-python' }, { environment: { PATH: '' } }])(
  'without one, %p is an error with a hint',
  options => {
    const find = (): unknown => findPython({ asked: null, kernel: null, environment: everything, ...options });
    expect(find).toThrow(operational('python-missing'));
  }
);
