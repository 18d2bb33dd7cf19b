/** From a notebook in the editor to values back in a kernel, as the page does it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import {
  restoreResponseSchema,
  runDetailSchema,
  runListSchema,
  stepCellsSchema,
  stepDetailSchema,
  stepStateSchema
} from '../../protocol/api.js';
import { applyRunEvent, pendingRunView } from '../../protocol/run-view.js';
import { notebook, step } from '../support/notebook.js';
import { fileAppears } from '../support/killable-engine.js';
import { python, TestServer } from './support/server.js';

const analysis = notebook([
  [['pipeline-parameters'], 'count = 3'],
  [step('load'), 'values = list(range(count))\nprint("loaded", len(values))'],
  [step('sum'), 'total = sum(values)\ntotal'],
  [['pipeline-metrics'], 'print(total)']
]);

const failing = notebook([
  [step('load'), 'numbers = [1, 2, 0]'],
  [
    step('divide'),
    'def share(number):\n    whole = 12\n    return whole / number\nshares = [share(n) for n in numbers]'
  ]
]);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

test('a notebook that was never saved runs, and every event reaches whoever follows', async () => {
  const events = await server.events();
  expect((await events.next()).event).toEqual({ type: 'hello', resumed: false });
  const run = await server.submit(analysis, { title: 'first try', parameters: { count: '4' } });
  expect(run).toMatchObject({ title: 'first try', notebook: 'analysis.ipynb', parameters: { count: '4' } });
  const seen = await events.ofRun(run.id);
  expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
  await events.until(event => event.type === 'runs-changed' && event.notebook === 'analysis.ipynb');
  events.close();
  const detail = await server.get(`runs/${run.id}`, runDetailSchema);
  expect(seen.reduce(applyRunEvent, pendingRunView(['load', 'sum']))).toEqual(detail.view);
  expect(detail.summary).toMatchObject({ phase: 'succeeded', metrics: { total: 6 }, steps: { succeeded: 2 } });
  expect(existsSync(server.path('analysis.ipynb'))).toBe(false);
  expect(readdirSync(server.root.path).sort()).toEqual(['.collard', '.git']);
});

test('the list of a notebook has its runs and no others, newest first', async () => {
  const first = await server.run(analysis, { path: 'listed.ipynb' });
  const second = await server.run(analysis, { path: 'listed.ipynb', parameters: { count: '5' } });
  const { runs } = await server.get('runs?path=listed.ipynb', runListSchema);
  expect(runs.map(({ id }) => id)).toEqual([second.summary.id, first.summary.id]);
  const all = await server.get('runs', runListSchema);
  expect(all.runs.length).toBeGreaterThan(2);
});

test('a step tells what went in, what came out and what it showed, also when its result was reused', async () => {
  await server.run(analysis);
  const { summary } = await server.run(analysis);
  expect(summary.steps).toEqual({ cached: 2 });
  const detail = await server.get(`runs/${summary.id}/steps/sum`, stepDetailSchema);
  expect(detail.inputs.map(({ name, from }) => [name, from])).toEqual([['values', 'load']]);
  expect(detail.outputs.map(({ name, from, artifact }) => [name, from, artifact.preview])).toEqual([
    ['total', null, '3']
  ]);
  const { cells } = await server.get(`runs/${summary.id}/steps/load/cells`, stepCellsSchema);
  expect(cells).toMatchObject([
    { cell: 'c2', outputs: [{ output_type: 'stream', name: 'stdout', text: 'loaded 3\n' }] }
  ]);
});

test('a failed step shows where, and its state comes back in a kernel', async () => {
  const { summary } = await server.run(failing);
  const path = `runs/${summary.id}/steps/divide`;
  expect(summary).toMatchObject({ phase: 'failed', steps: { succeeded: 1, failed: 1 } });
  const detail = await server.get(path, stepDetailSchema);
  expect(detail.error).toMatchObject({ name: 'ZeroDivisionError', cell: 'c2', line: 3 });
  expect(detail.failure?.locals.map(({ name }) => name).sort()).toEqual(['number', 'whole']);
  const { cells } = await server.get(`${path}/cells`, stepCellsSchema);
  expect(cells).toMatchObject([{ cell: 'c2', outputs: [{ output_type: 'error', ename: 'ZeroDivisionError' }] }]);
  const state = await server.get(`${path}/state`, stepStateSchema);
  expect([state.kind, state.kinds]).toEqual(['failure', ['failure', 'inputs']]);
  const { kind, code } = await server.post(`${path}/restore`, restoreResponseSchema, { kind: null });
  expect(kind).toBe('failure');
  expect(restored(code, '[numbers, failed_locals["number"], share(3)]')).toBe('[[1, 2, 0], 0, 4.0]');
});

test('what a step left behind comes together with what it was given', async () => {
  const { summary } = await server.run(analysis);
  const path = `runs/${summary.id}/steps/sum`;
  const state = await server.get(`${path}/state?kind=outputs`, stepStateSchema);
  expect(state.variables.map(({ name, from }) => [name, from])).toEqual([
    ['values', 'load'],
    ['total', null]
  ]);
  const { code } = await server.post(`${path}/restore`, restoreResponseSchema, { kind: 'outputs', only: ['total'] });
  expect(restored(code, '[total, "values" in globals()]')).toBe('[3, False]');
});

test('cells that are at work show what they have shown so far', async () => {
  const busy = notebook([
    [
      step('show'),
      [
        'from pathlib import Path',
        'from IPython.display import clear_output, display',
        'import time',
        'print("gone soon")',
        'clear_output()',
        'print("a", end="")',
        'print("b")',
        'shown = display("before", display_id="one")'
      ].join('\n')
    ],
    [
      [],
      'shown.update("after")\nPath("ready").touch()\nwhile not Path("go").exists():\n    time.sleep(0.01)\nPath("go").unlink()'
    ]
  ]);
  const { id } = await server.submit(busy);
  await fileAppears(server.path('ready'));
  const { cells, sequence } = await server.get(`runs/${id}/steps/show/cells`, stepCellsSchema);
  const [first, second] = cells;
  expect(first?.outputs).toMatchObject([
    { output_type: 'stream', text: 'ab\n' },
    { output_type: 'display_data', data: { 'text/plain': "'after'" } }
  ]);
  expect([first?.seconds === null, second?.seconds]).toEqual([false, null]);
  writeFileSync(server.path('go'), '');
  const { view } = await server.ended(id);
  expect(view.sequence).toBeGreaterThan(sequence);
});

test('a run of some steps is about those steps only', async () => {
  const { summary, only, view } = await server.run(analysis, { only: ['load'], fresh: true });
  expect([summary.steps, only, Object.keys(view.steps)]).toEqual([{ succeeded: 1 }, ['load'], ['load']]);
});

/** Executes the code in an IPython of its own, then the expression. */
function restored(code: string, expression: string): string {
  const program = [
    'from IPython.core.interactiveshell import InteractiveShell',
    'import sys',
    'shell = InteractiveShell.instance()',
    'shell.run_cell(sys.argv[1]).raise_error()',
    'print(shell.run_cell("print()").success and eval(sys.argv[2], shell.user_ns))'
  ].join('\n');
  const printed = execFileSync(python, ['-c', program, code, expression], { encoding: 'utf8' });
  return printed.trim().split('\n').at(-1) ?? '';
}
