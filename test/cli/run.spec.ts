/** `collard run`: what it prints, what it leaves behind, and how it ends. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notebook, step } from '../support/notebook.js';
import { expectSample } from '../support/samples.js';
import { Folder, steady } from './support/collard.js';
import type { Ended } from './support/collard.js';

const samples = join(__dirname, 'samples', 'run');

const pipeline = notebook([
  [['pipeline-parameters'], 'rate = 0.5\nname = "x"'],
  [step('load'), 'data = [1, 2, 3]\nprint("loaded")'],
  [step('left', 'load'), 'a = sum(data) * rate'],
  [step('right', 'load'), 'b = len(data)\nname'],
  [step('join', 'left', 'right'), 'score = a + b'],
  [['pipeline-metrics'], 'print(score)']
]);
const failing = notebook([
  [['skip'], '# not part of it'],
  [step('load'), 'data = [1, 2, 3]\ndef mean(values):\n    return sum(values) / (len(values) - 3)'],
  [step('use', 'load'), 'before = data[0]\nanswer = mean(data)'],
  [step('after', 'use'), 'print(answer)'],
  [step('aside', 'load'), 'other = data * 2']
]);

const folder = new Folder({
  'pipeline.ipynb': pipeline,
  'failing.ipynb': failing,
  'endless.ipynb': notebook([
    [step('quick'), 'x = 1'],
    [step('slow', 'quick'), 'import time\nfor i in range(600 * x):\n    time.sleep(0.1)']
  ]),
  'warned.ipynb': notebook([
    [step('a'), 'x = 1'],
    [step('b'), 'y = 2'],
    [step('c', 'b'), 'z = x + y']
  ])
});
afterAll(() => folder.remove());

interface EventLine {
  readonly run: string;
  readonly sequence: number;
  readonly type: string;
  readonly step?: string;
  readonly metrics?: Readonly<Record<string, number>>;
}

function events({ out }: Ended): readonly EventLine[] {
  return out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as EventLine);
}

/** Lines of parallel steps come in any order. */
function sortedSteps(text: string): string {
  const lines = text.split('\n');
  const isStep = (line: string): boolean => /^[●✓✗–] /.test(line);
  return [...lines.filter(isStep).sort(), ...lines.filter(line => !isStep(line))].join('\n');
}

describe('people see', () => {
  test('steps, metrics and where the executed cells are; then everything cached', async () => {
    const first = await folder.collard('run', 'pipeline.ipynb', '--fresh');
    expectSample(join(samples, 'first.txt'), sortedSteps(steady(first.out, folder.path)));
    const second = await folder.collard('run', 'pipeline.ipynb');
    expectSample(join(samples, 'cached.txt'), sortedSteps(steady(second.out, folder.path)));
    expect([first.code, second.code]).toEqual([0, 0]);
    const [path = ''] = /\.collard\S*outputs\.ipynb/.exec(first.out) ?? [];
    expect(JSON.parse(readFileSync(join(folder.path, path), 'utf8'))).toHaveProperty('cells');
  });

  test('where a step failed, the cause, and how to go on', async () => {
    const { code, out } = await folder.collard('run', 'failing.ipynb');
    expectSample(join(samples, 'failed.txt'), sortedSteps(steady(out, folder.path)));
    expect(code).toBe(1);
  });

  test('warnings of the compiler in short', async () => {
    const { code, out } = await folder.collard('run', 'warned.ipynb');
    expect(out).toMatch(/^warning: cell 3, line 1: Step c reads x of step a/);
    expect(out).toContain('1 warning; collard check warned.ipynb says more');
    expect(code).toBe(0);
  });
});

describe('options', () => {
  test('-p sets parameters, each as its type wants it', async () => {
    const result = await folder.collard('run', 'pipeline.ipynb', '-p', 'rate=2', '-p', 'name=o"x', '--json');
    const finished = events(result);
    expect(finished).toContainEqual(expect.objectContaining({ type: 'metric', name: 'score', value: 15 }));
  });

  test('--step runs that step and what it needs', async () => {
    const result = await folder.collard('run', 'pipeline.ipynb', '--step', 'left', '--fresh', '--json');
    expect(new Set(events(result).flatMap(({ step: name }) => name ?? []))).toEqual(new Set(['load', 'left']));
  });

  test('a metric that is not computed cannot be a condition', async () => {
    const { code, err } = await folder.collard('run', 'pipeline.ipynb', '--step', 'left', '--fail-if', 'score<1');
    expect(err).toContain('There is no metric "score" in this run.');
    expect(code).toBe(2);
  });

  test('--html writes a page for each step, cached ones too, in which no script can run', async () => {
    const { code, err } = await folder.collard('run', 'pipeline.ipynb', '--html', 'pages');
    expect({ code, err }).toEqual({ code: 0, err: '4 pages written to pages\n' });
    const page = readFileSync(join(folder.path, 'pages/load.html'), 'utf8');
    expect(page).toContain('data = [1, 2, 3]');
    expect(page).toContain('loaded');
    expect(page).toContain("default-src 'none'");
  });

  test('--workspace keeps the results elsewhere', async () => {
    folder.write('elsewhere/readme.txt', 'a folder');
    await folder.collard('run', 'pipeline.ipynb', '--workspace', 'elsewhere');
    expect(existsSync(join(folder.path, 'elsewhere/.collard/runs'))).toBe(true);
  });

  test('- takes the notebook from standard input', async () => {
    const { ended } = folder.start(['run', '-', '--json'], { input: JSON.stringify(pipeline) });
    const result = await ended;
    expect(result.code).toBe(0);
    expect(events(result).at(-1)).toMatchObject({ type: 'run-finished', phase: 'succeeded' });
  });
});

describe('--json', () => {
  test('prints numbered events of one run, a line each, and nothing else', async () => {
    const result = await folder.collard('run', 'failing.ipynb', '--json');
    const lines = events(result);
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, index) => index + 1));
    expect(new Set(lines.map(({ run }) => run)).size).toBe(1);
    expect(lines[0]?.type).toBe('run-started');
    expect(lines.at(-1)).toMatchObject({ type: 'run-finished', phase: 'failed' });
    const failed = lines.filter(({ type }) => type === 'step-failed');
    expect(failed).toMatchObject([{ step: 'use', error: { name: 'ZeroDivisionError' } }]);
    expect(result.err).toBe('');
  });
});

describe('the exit code', () => {
  const cases: readonly (readonly [code: number, what: string, words: readonly string[]])[] = [
    [0, 'a run that succeeds', ['pipeline.ipynb']],
    [0, 'a condition that does not hold', ['pipeline.ipynb', '--fail-if', 'score<1']],
    [1, 'a step that fails', ['failing.ipynb']],
    [1, 'a step that fails, whatever the conditions', ['failing.ipynb', '--json']],
    [3, 'a Python that is not there', ['pipeline.ipynb', '--python', '/no/such/python']],
    [4, 'a condition that holds', ['pipeline.ipynb', '--fail-if', 'score < 100']],
    [4, 'one of several conditions that holds', ['pipeline.ipynb', '--fail-if', 'score<1', '--fail-if', 'score!=0']]
  ];
  test.each(cases)('is %i for %s', async (code, _, words) => {
    expect((await folder.collard('run', ...words)).code).toBe(code);
  });

  test('is 130 after Ctrl-C, which stops the running step and says how to go on', async () => {
    const running = folder.start(['run', 'endless.ipynb']);
    await running.printed('slow: started');
    running.signal('SIGINT');
    const { code, out, err } = await running.ended;
    expect(code).toBe(130);
    expect(out).toContain('– slow: cancelled');
    expect(out).toContain('collard run endless.ipynb');
    expect(err).toContain('press Ctrl-C again to kill them');
  });
});

test('a run goes on to its end when nobody reads its output', async () => {
  const running = folder.start(['run', 'pipeline.ipynb', '--fresh', '--json']);
  await running.printed('run-started');
  running.stopReading();
  expect((await running.ended).code).toBe(0);
});
