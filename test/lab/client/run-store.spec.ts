/** Runs kept up to date by the stream: nothing twice, nothing missed, and no more questions to the server than needed. */
import { Signal } from '@lumino/signaling';
import { compile, type Plan } from '../../../compiler/index.js';
import type { RunDetail } from '../../../protocol/api.js';
import type { RunEvent } from '../../../protocol/run-event.js';
import { applyRunEvent, pendingRunView } from '../../../protocol/run-view.js';
import type { ServerEvent } from '../../../protocol/server-event.js';
import type { EventStream } from '../../../src/client/event-stream.js';
import { RunStore } from '../../../src/client/run-store.js';
import type { IRunModel } from '../../../src/tokens.js';
import { notebookOf } from '../support/open-notebook.js';
import { ServerInTest } from '../support/server-in-test.js';

const plan = compile(notebookOf([{ id: 'a', source: 'x = 1', tags: ['step:one'] }])).plan as Plan;
const ending = 10;

/** Event number 1 starts the run, the tenth ends it, those between measure something. */
function eventOf(sequence: number): RunEvent {
  const moment = { sequence, time: '2026-01-01T00:00:00.000Z' };
  if (sequence === 1) {
    return { ...moment, type: 'run-started', plan: 'p', resumed: false };
  }
  return sequence === ending
    ? { ...moment, type: 'run-finished', phase: 'succeeded', seconds: 1 }
    : { ...moment, type: 'metric', step: 'one', attempt: 1, name: 'last', value: sequence };
}

/** The run as the server knows it after so many events. */
function detailAfter(count: number): RunDetail {
  let view = pendingRunView(['one']);
  for (let sequence = 1; sequence <= count; sequence += 1) {
    view = applyRunEvent(view, eventOf(sequence));
  }
  return { plan, only: [], view, summary: ServerInTest.listed('r', { phase: view.phase }) };
}

class Stream {
  readonly event = new Signal<this, ServerEvent>(this);
  readonly stateChanged = new Signal<this, 'connected'>(this);
  readonly state = 'connected';
  open(): void {
    this.opened += 1;
  }
  opened = 0;
}

let stream: Stream;
let store: RunStore;
let model: IRunModel;
let questions: ((detail: RunDetail | Error) => void)[];
let finished: string[];

beforeEach(async () => {
  stream = new Stream();
  questions = [];
  finished = [];
  const client = new ServerInTest();
  client.run = () =>
    new Promise((resolve, reject) =>
      questions.push(answer => (answer instanceof Error ? reject(answer) : resolve(answer)))
    );
  store = new RunStore(client, stream as unknown as EventStream);
  store.runFinished.connect((_, { id }) => void finished.push(id));
  const opening = store.open('r');
  questions.shift()?.(detailAfter(2));
  model = await opening;
});

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0));
async function happens(...sequences: number[]): Promise<void> {
  sequences.forEach(sequence => stream.event.emit({ type: 'run-event', run: 'r', event: eventOf(sequence) }));
  await settled();
}
async function answers(detail: RunDetail | Error): Promise<void> {
  questions.shift()?.(detail);
  await settled();
}
const last = (): number | undefined => model.view.steps['one']?.metrics['last'];

test('events are applied in order, each once', async () => {
  await happens(2, 3, 3, 4);
  expect([model.view.sequence, last(), questions.length]).toEqual([4, 4, 0]);
});

test('after a gap the server is asked once, however much happens until it answers', async () => {
  await happens(5, 6, 7);
  expect(questions).toHaveLength(1);
  await answers(detailAfter(5));
  expect([model.view.sequence, last(), questions.length]).toEqual([7, 7, 0]);
});

test('an answer that is older than the gap leads to another question', async () => {
  await happens(6);
  await answers(detailAfter(3));
  expect(questions).toHaveLength(1);
  await answers(detailAfter(6));
  expect([model.view.sequence, last()]).toEqual([6, 6]);
});

test('when the server does not answer, what is shown stays until something happens', async () => {
  await happens(5);
  await answers(new Error('away'));
  expect([model.view.sequence, questions.length]).toEqual([2, 0]);
  await happens(6);
  expect(questions).toHaveLength(1);
});

test('a stream that starts anew makes it ask for what it has missed', async () => {
  stream.event.emit({ type: 'hello', resumed: false });
  await answers(detailAfter(4));
  expect(model.view.sequence).toBe(4);
});

test.each<[string, () => Promise<void>]>([
  ['in the stream', () => happens(3, 4, 5, 6, 7, 8, 9, ending)],
  [
    'in a gap',
    async () => {
      await happens(ending);
      await answers(detailAfter(ending));
    }
  ]
])('the end of a run is told once when it comes %s', async (_, ends) => {
  await ends();
  await happens(ending);
  expect(finished).toEqual(['r']);
});

test('a run is read once however many look at it, and forgotten when nobody does', async () => {
  expect(await store.open('r')).toBe(model);
  store.release(model);
  expect(model.isDisposed).toBe(false);
  store.release(model);
  expect(model.isDisposed).toBe(true);
});
