/** The live display of a run, in a pseudo terminal: it redraws in place, never wraps, and leaves a clean screen. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LiveRegion } from '../../cli/terminal/live-region.js';
import { notebook, step } from '../support/notebook.js';
import { Folder, python } from './support/collard.js';
import { escape, screenOf } from './support/screen.js';

const root = resolve(__dirname, '../..');
const manySteps = Array.from({ length: 30 }, (_, index) => [step(`step_${index}`), `x_${index} = ${index}`] as const);

const folder = new Folder({
  'pipeline.ipynb': notebook([
    [step('load'), 'data = list(range(1000))\nprint("a rather long line of output " * 10)'],
    [
      step('wait_a_little', 'load'),
      'import time\nfor i in range(5):\n    print(f"\\repoch {i} 数据", end="", flush=True)\n    time.sleep(0.1)\ntotal = sum(data)'
    ],
    [['pipeline-metrics'], 'print(total)']
  ]),
  'failing.ipynb': notebook([[step('fails'), 'raise ValueError("no luck " * 20)']]),
  'endless.ipynb': notebook([
    [step('endless'), 'import time\nprint("going on", flush=True)\nwhile True:\n    time.sleep(0.1)']
  ]),
  'many.ipynb': notebook(manySteps)
});
afterAll(() => folder.remove());

interface Session {
  readonly code: number;
  readonly written: string;
}

/** Runs `collard` in a terminal of this size. */
function inTerminal(
  words: readonly string[],
  {
    columns = 80,
    rows = 24,
    environment = {}
  }: { columns?: number; rows?: number; environment?: Record<string, string> } = {}
): Promise<Session> {
  const program = [join(__dirname, 'support/pseudo_terminal.py'), String(columns), String(rows), process.execPath];
  const child = spawn(python, [...program, join(root, 'collard/backend/cli.mjs'), ...words], {
    cwd: folder.path,
    env: { ...process.env, NO_COLOR: '', COLLARD_PYTHON: python, TERM: 'xterm-256color', ...environment },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  let out = '';
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail).on('close', () => done(JSON.parse(out) as Session));
  });
}

test('shows each step on one line that ends with its result, then metrics and links', async () => {
  const { code, written } = await inTerminal(['run', 'pipeline.ipynb', '--fresh']);
  const { lines, cursorHidden } = screenOf(written);
  expect(lines.filter(line => line.includes('wait_a_little  ') && line.startsWith('✓'))).toHaveLength(1);
  expect(lines.join('\n')).toMatch(/^✓ load +\d+ ms +data \d/m);
  expect(lines.join('\n')).toMatch(/^ {2}2 of 2 steps · .* · succeeded$/m);
  expect(lines.join('\n')).toMatch(/^total +499500$/m);
  expect(written).toContain(`${escape}]8;;file://`);
  expect({ code, cursorHidden }).toEqual({ code: 0, cursorHidden: false });
});

test('shows the last line that a running step printed', async () => {
  const { written } = await inTerminal(['run', 'pipeline.ipynb', '--fresh']);
  expect(stripVTControlCharacters(written)).toMatch(/wait_a_little +\d.*epoch \d 数据/);
});

describe('no line of the display is wider than the terminal', () => {
  test.each([80, 40, 24])('of %i columns', async columns => {
    const { written } = await inTerminal(['run', 'pipeline.ipynb', '--fresh'], { columns });
    const live = written.slice(0, written.lastIndexOf('\u001b[?2026l'));
    expect(screenOf(live).widest).toBeLessThan(columns);
  });
});

test('shows what matters now when there are more steps than rows', async () => {
  const { code, written } = await inTerminal(['run', 'many.ipynb', '--jobs', '2'], { rows: 10 });
  const frames = written.split('\u001b[?2026h').slice(1, -1);
  const rowsOf = (frame: string): number => frame.split('\u001b[?2026l')[0]?.match(/\n/g)?.length ?? 0;
  expect(Math.max(...frames.map(rowsOf))).toBeLessThanOrEqual(9);
  expect(screenOf(written).lines.filter(line => /^✓ step_\d+ /.test(line))).toHaveLength(30);
  expect(code).toBe(0);
});

test('Ctrl-C stops the run; the display says so and gives the cursor back', async () => {
  const { code, written } = await inTerminal(['run', 'endless.ipynb'], {
    environment: { KEYS: '03', WAIT: 'going on' }
  });
  const { lines, cursorHidden } = screenOf(written);
  expect(lines).toContainEqual(expect.stringMatching(/^– endless +cancelled/));
  expect(stripVTControlCharacters(written)).toContain('stopping; Ctrl-C again kills');
  expect({ code, cursorHidden }).toEqual({ code: 130, cursorHidden: false });
});

test('in a terminal that got narrower, it goes up over the lines that the terminal broke', () => {
  const out = { columns: 80, written: '', write: (text: string) => (out.written += text) !== '' };
  const region = new LiveRegion(out);
  region.draw(['x'.repeat(70), 'short']);
  out.columns = 30;
  out.written = '';
  region.draw(['y']);
  expect(out.written).toContain('\u001b[4A');
});

describe('colors', () => {
  const painted = new RegExp(String.raw`${escape}\[\d*m`);
  const redrawn = new RegExp(String.raw`${escape}\[\d+A`);
  const cases: readonly (readonly [what: string, environment: Record<string, string>, expected: boolean])[] = [
    ['are there in a terminal', {}, true],
    ['are not there with NO_COLOR', { NO_COLOR: '1' }, false],
    ['are not there in a dumb terminal, and nothing is redrawn', { TERM: 'dumb' }, false]
  ];
  test.each(cases)('%s', async (_, environment, expected) => {
    const { written } = await inTerminal(['run', 'failing.ipynb'], { environment });
    expect(painted.test(written)).toBe(expected);
    expect(redrawn.test(written)).toBe(environment['TERM'] !== 'dumb');
  });
});
