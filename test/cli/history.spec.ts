/** The commands that look back: runs, show, logs, explain, restore, gc; and doctor. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { notebook, step } from '../support/notebook.js';
import type { TestNotebook } from '../support/notebook.js';
import { expectSample } from '../support/samples.js';
import { Folder, json, steady } from './support/collard.js';

const samples = join(__dirname, 'samples', 'history');

function pipeline(factor: number): TestNotebook {
  return notebook([
    [['functions'], 'def scaled(values, factor):\n    return [value * factor for value in values]'],
    [
      step('load'),
      'from pathlib import Path\nwords = Path("words.txt").read_text().split()\nprint(len(words), "words")'
    ],
    [
      step('scale', 'load'),
      `lengths = scaled(map(len, words), ${factor})\nPath("lengths.txt").write_text(str(lengths))`
    ],
    [step('sum', 'scale'), 'total = sum(lengths)\nprint("total", total)'],
    [['pipeline-metrics'], 'print(total)']
  ]);
}

const folder = new Folder({
  'words.txt': 'one two three\n',
  'pipeline.ipynb': pipeline(2),
  'failing.ipynb': notebook([
    [step('make'), 'values = [1, 2]'],
    [
      step('pick', 'make'),
      'def third(items):\n    position = 2\n    return items[position]\nmarker = "here"\nx = third(values)'
    ],
    [step('after', 'pick'), 'print(x)']
  ])
});
afterAll(() => folder.remove());

beforeAll(async () => {
  await folder.collard('run', 'pipeline.ipynb');
  await folder.collard('run', 'pipeline.ipynb');
  await folder.collard('run', 'failing.ipynb');
});

interface Listed {
  readonly id: string;
  readonly pipeline: string;
  readonly state: string;
  readonly metrics: Readonly<Record<string, number>>;
}

async function listed(...words: readonly string[]): Promise<readonly Listed[]> {
  return json<readonly Listed[]>(await folder.collard('runs', '--json', ...words));
}

/** Id of the newest run of a pipeline. */
async function newest(name: string): Promise<string> {
  return (await listed('--pipeline', name))[0]?.id ?? '';
}

describe('runs', () => {
  test('lists them newest first, with state and metrics', async () => {
    expect((await listed()).map(({ pipeline: name, state, metrics }) => [name, state, metrics])).toEqual([
      ['failing', 'failed', {}],
      ['pipeline', 'succeeded', { total: 22 }],
      ['pipeline', 'succeeded', { total: 22 }]
    ]);
  });

  const filters: readonly (readonly [words: string, count: number])[] = [
    ['--limit 1', 1],
    ['--pipeline pipeline', 2],
    ['--state failed', 1],
    ['--state failed --pipeline pipeline', 0]
  ];
  test.each(filters)('%s keeps %i', async (words, count) => {
    expect(await listed(...words.split(' '))).toHaveLength(count);
  });

  test('says so when there is none', async () => {
    const { out } = await folder.collard('runs', '--pipeline', 'nothing');
    expect(out).toContain('are like that');
  });
});

describe('show', () => {
  const views: readonly (readonly [name: string, pipeline: string, words: readonly string[]])[] = [
    ['run', 'pipeline', []],
    ['step', 'pipeline', ['scale']],
    ['failed-run', 'failing', []],
    ['failed-step', 'failing', ['pick']]
  ];
  test.each(views)('%s', async (name, pipelineName, words) => {
    const { code, out } = await folder.collard('show', await newest(pipelineName), ...words);
    expectSample(join(samples, `show-${name}.txt`), withoutPython(steady(out, folder.path)));
    expect(code).toBe(0);
  });

  test('a run by its beginning, its end, or as the last one', async () => {
    const id = await newest('failing');
    for (const word of [id.slice(0, 18), id.slice(-6), 'last']) {
      expect(json<{ id: string }>(await folder.collard('show', word, '--json')).id).toBe(id);
    }
  });

  test('--json of a step has the record with its values and files', async () => {
    const { record } = json<{
      record: { outputs: object; reads: readonly { path: string }[]; writes: readonly { path: string }[] };
    }>(await folder.collard('show', await newest('pipeline'), 'load', '--json'));
    expect(record.outputs).toHaveProperty('words.type', 'list');
    expect(record.reads.map(({ path }) => path)).toEqual(['words.txt']);
  });

  test('a step that the run does not have is wrong usage', async () => {
    const { code, err } = await folder.collard('show', 'last', 'pik');
    expect({ code, err }).toEqual({ code: 2, err: 'error: The run has no step "pik".\n  hint: Did you mean pick?\n' });
  });
});

describe('logs', () => {
  test('prints what one step printed, also when it was cached', async () => {
    const [second = '', first = ''] = (await listed('--pipeline', 'pipeline')).map(({ id }) => id);
    expect((await folder.collard('logs', first, 'load')).out).toBe('3 words\n');
    expect((await folder.collard('logs', second, 'load')).out).toBe('3 words\n');
  });

  test('prints all steps under their names', async () => {
    const { out } = await folder.collard('logs', await newest('pipeline'));
    expect(out).toBe('── load ──\n3 words\n── sum ──\ntotal 22\n');
  });

  test('--follow goes on until the run has ended', async () => {
    folder.write(
      'slow.ipynb',
      notebook([[step('slow'), 'import time\nprint("begun", flush=True)\ntime.sleep(1)\nprint("done")']])
    );
    const running = folder.start(['run', 'slow.ipynb']);
    await running.printed('slow: started');
    const { out } = await folder.collard('logs', 'last', '--follow');
    expect(out).toBe('begun\ndone\n');
    await running.ended;
  });
});

describe('explain', () => {
  test('of a notebook as it was: everything is reused', async () => {
    const { out } = await folder.collard('explain', 'pipeline.ipynb');
    expect(out.match(/is reused/g)).toHaveLength(3);
  });

  test('of an edited notebook: the edited step and what follows', async () => {
    folder.write('pipeline.ipynb', pipeline(3));
    const { code, out } = await folder.collard('explain', 'pipeline.ipynb');
    folder.write('pipeline.ipynb', pipeline(2));
    expectSample(join(samples, 'explain-edited.txt'), steady(out, folder.path));
    expect(code).toBe(0);
  });

  test('of a changed file: the step that reads it', async () => {
    folder.write('words.txt', 'one\n');
    const { out } = await folder.collard('explain', 'pipeline.ipynb', 'load');
    folder.write('words.txt', 'one two three\n');
    expect(out).toContain('the file words.txt has changed');
  });

  test('of a run: what it did', async () => {
    const { out } = await folder.collard('explain', await newest('failing'));
    expectSample(join(samples, 'explain-run.txt'), steady(out, folder.path));
  });

  test('--json says hit or miss', async () => {
    const explained = json<readonly { kind: string }[]>(await folder.collard('explain', 'pipeline.ipynb', '--json'));
    expect(explained.map(({ kind }) => kind)).toEqual(['hit', 'hit', 'hit']);
  });
});

describe('restore', () => {
  const cases: readonly (readonly [
    what: string,
    pipeline: string,
    words: readonly string[],
    typed: string,
    printed: string
  ])[] = [
    [
      'inputs and outputs of a step that succeeded',
      'pipeline',
      ['scale'],
      'words, lengths',
      "(['one', 'two', 'three'], [6, 6, 10])"
    ],
    ['functions of the notebook', 'pipeline', ['sum'], 'scaled([1], 5)', '[5]'],
    ['variables at failure', 'failing', ['pick'], 'values, marker', "([1, 2], 'here')"],
    ['locals of the function that raised', 'failing', ['pick'], 'failed_locals["position"]', '2'],
    [
      'inputs alone when asked for',
      'failing',
      ['pick', '--state', 'inputs'],
      '"marker" in globals(), values',
      '(False, [1, 2])'
    ]
  ];
  test.each(cases)('brings back %s', async (_, pipelineName, [name = '', ...words], typed, printed) => {
    const id = await newest(pipelineName);
    const input = `print("answer", ${typed.includes(',') ? `(${typed})` : typed})\n`;
    const { code, out, err } = await folder.start(['restore', id, name, ...words], { input }).ended;
    expect(out + err).toContain(`answer ${printed}`);
    expect(code).toBe(0);
  });

  test('--code prints lines that do the same in a notebook', async () => {
    const { out } = await folder.collard('restore', await newest('failing'), 'pick', '--code');
    const cell = notebook([[step('look'), `${out}\nprint("found", globals()["marker"])`]]);
    folder.write('look.ipynb', cell);
    await folder.collard('run', 'look.ipynb');
    expect((await folder.collard('logs', 'last', 'look')).out).toContain('found here');
  });

  test('--json describes the values and opens nothing', async () => {
    const state = json<{ kind: string; variables: object }>(
      await folder.collard('restore', await newest('failing'), 'pick', '--json')
    );
    expect(state.kind).toBe('failure');
    expect(state.variables).toHaveProperty('marker.preview', "'here'");
  });
});

describe('gc', () => {
  test('deletes what is asked for, after saying so', async () => {
    const before = await listed();
    const dry = json<{ runs: readonly string[]; dryRun: boolean }>(
      await folder.collard('gc', '--keep', '1', '--dry-run', '--json')
    );
    expect(dry).toMatchObject({ dryRun: true, runs: { length: before.length - 1 } });
    expect(await listed()).toEqual(before);
    const { out } = await folder.collard('gc', '--keep', '1');
    expect(out).toMatch(new RegExp(`^Deleted ${before.length - 1} runs, \\d+ results?, \\d+ stored values?: `));
    expect((await listed()).map(({ id }) => id)).toEqual([before[0]?.id]);
  });

  test('without options it keeps every run', async () => {
    expect(json<{ runs: readonly string[] }>(await folder.collard('gc', '--json')).runs).toEqual([]);
  });
});

describe('doctor', () => {
  test('finds everything, by running a step', async () => {
    const { healthy, findings } = json<{ healthy: boolean; findings: readonly { name: string; state: string }[] }>(
      await folder.collard('doctor', '--json')
    );
    expect(findings.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      'Collard: fine',
      'Node: fine',
      'workspace: fine',
      'Python: fine',
      'IPython: fine',
      'step runner: fine'
    ]);
    expect(healthy).toBe(true);
  });

  test('says what is missing, and exits with 3', async () => {
    const { code, out } = await folder.collard('doctor', '--python', '/no/such/python');
    expect(out).toMatch(/✗ Python +There is no Python at \/no\/such\/python/);
    expect(out).toContain('→ Give the path of a Python interpreter.');
    expect(code).toBe(3);
  });

  test('leaves nothing behind in the workspace', async () => {
    const empty = new Folder();
    await empty.collard('doctor');
    expect(existsSync(join(empty.path, '.collard'))).toBe(false);
    empty.remove();
  });
});

function withoutPython(text: string): string {
  return text.replace(/^( {2}python {6}).*$/m, '$1<python>');
}
