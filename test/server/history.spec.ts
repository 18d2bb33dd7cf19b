/** What can be done with runs that are there: retry, pin, delete, cancel, compare, explain. */
import { existsSync, writeFileSync } from 'node:fs';
import {
  comparisonSchema,
  explanationSchema,
  runDetailSchema,
  runListSchema,
  submittedSchema
} from '../../protocol/api.js';
import { fileAppears } from '../support/killable-engine.js';
import { notebook, step, type TestCell } from '../support/notebook.js';
import { TestServer } from './support/server.js';
import * as z from 'zod';

const cells: readonly TestCell[] = [
  [['imports'], 'from pathlib import Path'],
  [['functions'], 'def scaled(value):\n    return value * 10'],
  [['pipeline-parameters'], 'rate = 2'],
  [step('load'), 'text = Path("data.txt").read_text()'],
  [step('fit'), 'score = scaled(len(text)) * rate'],
  [['pipeline-metrics'], 'print(score)']
];

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  writeFileSync(server.path('data.txt'), 'abc');
});
afterAll(() => server.stop());

test('a retry runs what did not succeed, and reuses the rest', async () => {
  const flaky = notebook([
    [step('first'), 'x = 1'],
    [step('second'), 'from pathlib import Path\nassert Path("mended").exists()']
  ]);
  const { summary } = await server.run(flaky, { title: 'mend me' });
  expect(summary.steps).toEqual({ succeeded: 1, failed: 1 });
  writeFileSync(server.path('mended'), '');
  const again = await server.post(`runs/${summary.id}/retry`, submittedSchema);
  expect(again.run.id).not.toBe(summary.id);
  const ended = await server.ended(again.run.id);
  expect(ended.summary).toMatchObject({ title: 'mend me', steps: { cached: 1, succeeded: 1 } });
});

test('a pinned run cannot be deleted; one that is not pinned is gone, and its results are still used', async () => {
  const { summary } = await server.run(notebook(cells));
  const path = `runs/${summary.id}`;
  await server.post(`${path}/pin`, z.unknown(), { pinned: true });
  expect((await server.get(path, runDetailSchema)).summary.pinned).toBe(true);
  expect(await server.refusal('DELETE', path)).toMatchObject({ status: 409, code: 'run-pinned' });
  await server.post(`${path}/pin`, z.unknown(), { pinned: false });
  const events = await server.events();
  await events.next();
  expect((await server.ask('DELETE', path)).status).toBe(200);
  expect((await events.next()).event).toEqual({ type: 'runs-changed', notebook: 'analysis.ipynb' });
  events.close();
  expect(await server.refusal('GET', path)).toMatchObject({ status: 404 });
  const { runs } = await server.get('runs', runListSchema);
  expect(runs.map(({ id }) => id)).not.toContain(summary.id);
  expect((await server.run(notebook(cells))).summary.steps).toEqual({ cached: 2 });
});

test('a run that is under way cannot be deleted, but cancelled', async () => {
  const endless = notebook([
    [step('wait'), 'from pathlib import Path\nimport time\nPath("began").touch()\ntime.sleep(600)']
  ]);
  const { id } = await server.submit(endless);
  await fileAppears(server.path('began'));
  expect(await server.refusal('DELETE', `runs/${id}`)).toMatchObject({ status: 409, code: 'run-active' });
  await server.post(`runs/${id}/cancel`, z.unknown());
  const { summary } = await server.get(`runs/${id}`, runDetailSchema);
  expect(summary).toMatchObject({ phase: 'cancelled', steps: { cancelled: 1 } });
  await server.post(`runs/${id}/cancel`, z.unknown()); // to cancel what has ended changes nothing
  expect(existsSync(server.path('began'))).toBe(true);
});

describe('a comparison shows', () => {
  const edited = (index: number, source: string): readonly TestCell[] =>
    cells.map((cell, place): TestCell => (place === index ? [cell[0], source] : cell));

  test.each<[string, () => Promise<string>, object, object]>([
    [
      'a parameter and the metrics',
      async () => (await server.run(notebook(cells), { parameters: { rate: '3' } })).summary.id,
      {
        parameters: [{ name: 'rate', left: '2', right: '3' }],
        metrics: [{ name: 'score', left: 60, right: 90 }]
      },
      []
    ],
    [
      'the function that was edited, where it is used',
      async () => (await server.run(notebook(edited(1, 'def scaled(value):\n    return value * 20')))).summary.id,
      { parameters: [], metrics: [{ name: 'score', left: 60, right: 120 }] },
      [{ step: 'fit', code: [{ cell: 'c2' }], inputs: [], files: [] }]
    ],
    [
      'nothing when only a comment is new',
      async () => (await server.run(notebook(edited(4, '# why?\nscore = scaled(len(text)) * rate')))).summary.id,
      { metrics: [{ name: 'score', left: 60, right: 60 }] },
      []
    ],
    [
      'the step that one of them lacks',
      async () => (await server.run(notebook([...cells.slice(0, 5), [step('save'), 'saved = text']]))).summary.id,
      { parameters: [] },
      [{ step: 'save', only: 'right', code: [] }]
    ],
    [
      'the file that changed and the value that follows',
      async () => {
        writeFileSync(server.path('data.txt'), 'abcd');
        return (await server.run(notebook(cells))).summary.id;
      },
      { parameters: [] },
      [
        { step: 'load', files: [{ name: 'data.txt' }], code: [], inputs: [] },
        { step: 'fit', files: [], inputs: [{ name: 'text', left: "'abc'", right: "'abcd'" }] }
      ]
    ]
  ])('%s', async (_, other, expected, steps) => {
    writeFileSync(server.path('data.txt'), 'abc');
    const left = await server.run(notebook(cells));
    const comparison = await server.get(`comparison?left=${left.summary.id}&right=${await other()}`, comparisonSchema);
    expect(comparison).toMatchObject(expected);
    expect(comparison.steps).toMatchObject(steps);
  });
});

test('an explanation says for each step whether it would run, and why', async () => {
  writeFileSync(server.path('data.txt'), 'abc');
  await server.run(notebook(cells));
  const body = { path: 'analysis.ipynb', notebook: notebook(cells), parameters: { rate: '7' } };
  const { steps } = await server.post('explanation', explanationSchema, body);
  expect(steps).toEqual([
    {
      step: 'load',
      hit: true,
      why: expect.stringMatching(/^nothing has changed since \d{4}-\d\d-\d\d \d\d:\d\d$/) as string
    },
    { step: 'fit', hit: false, why: expect.stringMatching(/^parameter rate changed from \d to 7$/) as string }
  ]);
});
