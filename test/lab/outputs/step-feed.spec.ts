/** The outputs of a step as stored and as they come: everything once, whichever arrives first. */
import { compile, type Plan } from '../../../compiler/index.js';
import type { CellOutput } from '../../../protocol/run-event.js';
import { StepFeed } from '../../../src/outputs/step-feed.js';
import { notebookOf } from '../support/open-notebook.js';
import { RunInTest } from '../support/run-in-test.js';
import { StepAnswers } from '../support/step-answers.js';

const notebook = notebookOf([
  { id: 'a', source: 'x = 1', tags: ['step:one'] },
  { id: 'b', source: 'print(x)', tags: ['step:two'] }
]);

let server: StepAnswers;
let run: RunInTest;
let feed: StepFeed;

beforeEach(() => {
  server = new StepAnswers();
  run = new RunInTest('r', compile(notebook).plan as Plan);
  feed = new StepFeed(server, run.model, 'two');
});
afterEach(() => feed.dispose());

const said = (text: string): CellOutput => ({ output_type: 'stream', name: 'stdout', text });
const prints = (text: string, step = 'two', cell = 'b'): void =>
  run.happens({ type: 'cell-output', step, attempt: 1, cell, output: said(text) });
const starts = (attempt = 1): void => run.happens({ type: 'step-started', step: 'two', attempt, key: 'k', pid: 1 });
const texts = (): unknown[] => feed.cells.flatMap(({ outputs }) => outputs.map(output => output['text']));
const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0));

/** Number of the last event that happened. */
const now = (): number => run.model.view.sequence;

async function stored(sequence: number, ...outputs: string[]): Promise<void> {
  const cells = [{ cell: 'b', source: 'print(x)', seconds: null, outputs: outputs.map(said) }];
  server.waiting.shift()?.answer({ sequence, cells });
  await settled();
}

test('what came while the server was asked is added after what it answers, each once', async () => {
  starts();
  prints('stored ');
  const sequence = now();
  prints('live');
  await stored(sequence, 'stored ');
  expect(texts()).toEqual(['stored ', 'live']);
});

test('events that the answer contains already change nothing', async () => {
  starts();
  prints('one');
  prints('two');
  await stored(now(), 'one', 'two');
  expect(texts()).toEqual(['one', 'two']);
});

test('outputs of other steps are left to them', async () => {
  await stored(now());
  prints('elsewhere', 'one', 'a');
  expect(texts()).toEqual([]);
});

test('a new attempt begins without outputs, with the cells of the plan', async () => {
  await stored(now(), 'old');
  starts(2);
  expect(feed.cells).toEqual([{ cell: 'b', source: 'print(x)', seconds: null, outputs: [] }]);
  prints('new');
  expect(texts()).toEqual(['new']);
});

test('the duration of a cell is known when it has finished', async () => {
  await stored(now(), 'x');
  run.happens({ type: 'cell-finished', step: 'two', attempt: 1, cell: 'b', seconds: 1.5 });
  expect(feed.cells[0]?.seconds).toBe(1.5);
  expect(texts()).toEqual(['x']);
});

test('a step whose result is reused is read anew', async () => {
  await stored(now());
  run.happens({ type: 'step-cached', step: 'two', record: 'k/r', outputs: {}, metrics: {} });
  expect(server.waiting).toHaveLength(1);
  await stored(now(), 'of the earlier run');
  expect(texts()).toEqual(['of the earlier run']);
});

test('after a gap in the stream the step is read anew', async () => {
  await stored(now(), 'before');
  const { plan, summary, view } = run.model;
  run.model.reset({ plan, summary, view: { ...view, sequence: view.sequence + 10 }, only: [] });
  await settled();
  await stored(now(), 'before', 'missed');
  expect(texts()).toEqual(['before', 'missed']);
});

test('when the server refuses, what comes live is shown all the same', async () => {
  starts();
  prints('live');
  server.waiting.shift()?.refuse(new Error('away'));
  await settled();
  expect(feed.error).toEqual(new Error('away'));
  expect(texts()).toEqual(['live']);
});

test('after it is closed it hears nothing', async () => {
  await stored(now());
  const changes: string[] = [];
  feed.changed.connect((_, { type }) => void changes.push(type));
  feed.dispose();
  prints('late');
  expect(changes).toEqual([]);
  expect(texts()).toEqual([]);
});
