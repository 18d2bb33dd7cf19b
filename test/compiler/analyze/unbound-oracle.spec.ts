/** CPython's own definite-assignment analysis is the judge of flow: 2,000 functions of its library. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { unboundLocals } from '../../../compiler/2-analyze/python/unbound-locals.js';

const count = 2000;
const seed = 1;
const leastEqual = 0.999;

const opinion = z.object({ source: z.string(), unbound: z.array(z.string()), captured: z.array(z.string()) });

function versionOf(python: string): readonly [major: number, minor: number] {
  try {
    const program = 'import sys; print(*sys.version_info[:2])';
    const said = execFileSync(python, ['-c', program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [major = 0, minor = 0] = said.trim().split(' ').map(Number);
    return [major, minor];
  } catch {
    return [0, 0];
  }
}

/** Pythons that pyenv has installed. */
function installedByPyenv(): readonly string[] {
  const folder = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  try {
    return readdirSync(folder).map(version => join(folder, version, 'bin/python'));
  } catch {
    return [];
  }
}

/** A Python that compiles checked reads, when there is one on this machine. */
function pythonThatChecks(): string | undefined {
  const named = ['python3.14', 'python3.13', 'python3.12', 'python3', '.venv/bin/python'];
  return [...named, ...installedByPyenv()].find(candidate => {
    const [major, minor] = versionOf(candidate);
    return major === 3 && minor >= 12;
  });
}

const oracle = join(__dirname, 'unbound_oracle.py');
const words = [String(count), String(seed)];
const buffer = { encoding: 'utf8', maxBuffer: 1 << 28 } as const;

function judgedHere(python: string): string {
  return execFileSync(python, [oracle, 'judge', ...words], buffer);
}

function judgedByPyodide(): string {
  const input = execFileSync('.venv/bin/python', [oracle, 'sources', ...words], buffer);
  const judge = join(__dirname, 'pyodide-judge.mjs');
  return execFileSync(process.execPath, [judge, oracle, String(count)], { ...buffer, input });
}

const python = pythonThatChecks();
const [judge, version] =
  python === undefined
    ? ([judgedByPyodide, '3.14'] as const)
    : ([() => judgedHere(python), versionOf(python).join('.')] as const);

it(`agrees with CPython on which locals of ${count} functions may be read unbound`, () => {
  const functions = judge()
    .trim()
    .split('\n')
    .map(line => opinion.parse(JSON.parse(line)));
  expect(functions).toHaveLength(count);
  expect(functions.filter(({ unbound }) => unbound.length > 0).length).toBeGreaterThan(30);
  const differing = functions.filter(({ source, unbound, captured }) => {
    const found = unboundLocals(source, version);
    const ours = found === null ? null : [...found].filter(name => !captured.includes(name)).sort();
    return JSON.stringify(ours) !== JSON.stringify([...unbound].sort());
  });
  expect(1 - differing.length / count).toBeGreaterThanOrEqual(leastEqual);
});
