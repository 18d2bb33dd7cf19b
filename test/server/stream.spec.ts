/** The one stream of events: numbers, resumption, and followers that are too slow. */
import { EventHub, type StreamMessage } from '../../server/events/event-hub.js';
import { notebook, step } from '../support/notebook.js';
import { TestServer } from './support/server.js';

const changed = (notebookPath: string) => ({ type: 'runs-changed', notebook: notebookPath }) as const;

async function take(messages: AsyncGenerator<StreamMessage, void>, count: number): Promise<readonly StreamMessage[]> {
  const taken: StreamMessage[] = [];
  while (taken.length < count) {
    const { value, done } = await messages.next();
    if (done === true) {
      break;
    }
    taken.push(value);
  }
  return taken;
}

const texts = (messages: readonly StreamMessage[]): readonly unknown[] =>
  messages.map(({ data }) => JSON.parse(data) as unknown);
const forever = new AbortController().signal;

test('whoever comes back with the last id gets what came meanwhile, and nothing twice', async () => {
  const hub = new EventHub();
  hub.publish(changed('a'));
  const first = hub.follow(null, forever);
  await take(first, 1);
  hub.publish(changed('b'));
  const [seen] = await take(first, 1);
  hub.publish(changed('c'));
  const second = await take(hub.follow(seen?.id ?? null, forever), 2);
  expect(texts(second)).toEqual([{ type: 'hello', resumed: true }, changed('c')]);
  expect(second[0]?.id).toBe(seen?.id);
});

test('whoever has seen everything resumes with nothing', async () => {
  const hub = new EventHub();
  const first = hub.follow(null, forever);
  const [hello] = await take(first, 1);
  expect(texts(await take(hub.follow(hello?.id ?? null, forever), 1))).toEqual([{ type: 'hello', resumed: true }]);
});

test.each([
  ['the id is of another server', () => `${'0'.repeat(12)}-1`],
  ['the id is no id', () => 'x'],
  ['the number is still to come', (epoch: string) => `${epoch}-99`],
  ['the number is none', (epoch: string) => `${epoch}-`],
  ['what followed is no longer kept', (epoch: string) => `${epoch}-1`]
])('whoever comes back is told to read everything anew when %s', async (_, lastSeen) => {
  const hub = new EventHub({ capacity: 100 });
  Array.from({ length: 10 }, (__, index) => hub.publish(changed(String(index).repeat(10))));
  const [hello] = await take(hub.follow(null, forever), 1);
  const epoch = hello?.id.split('-')[0] ?? '';
  expect(texts(await take(hub.follow(lastSeen(epoch), forever), 1))).toEqual([{ type: 'hello', resumed: false }]);
});

test('a follower that falls too far behind is let go', async () => {
  const hub = new EventHub({ capacity: 100 });
  const slow = hub.follow(null, forever);
  await take(slow, 1);
  Array.from({ length: 10 }, (_, index) => hub.publish(changed(String(index).repeat(10))));
  expect(await take(slow, 1)).toEqual([]);
  expect(hub.hasFollowers).toBe(false);
});

test('a follower that goes while it waits leaves nothing behind', async () => {
  const hub = new EventHub();
  const gone = new AbortController();
  const messages = hub.follow(null, gone.signal);
  await take(messages, 1);
  expect(hub.hasFollowers).toBe(true);
  const last = take(messages, 1);
  gone.abort();
  expect(await last).toEqual([]);
  expect(hub.hasFollowers).toBe(false);
});

test('a page that reconnects in the middle of a run misses no event', async () => {
  const server = await TestServer.start();
  try {
    const first = await server.events();
    const { id } = await server.submit(
      notebook([
        [step('one'), 'x = 1'],
        [step('two'), 'print(x)']
      ])
    );
    const before = await first.until(({ type }) => type === 'run-event');
    first.close();
    const second = await server.events(before.id);
    expect((await second.next()).event).toEqual({ type: 'hello', resumed: true });
    const rest = await second.ofRun(id);
    expect(rest.map(({ sequence }) => sequence)).toEqual(rest.map((_, index) => index + 2));
    second.close();
  } finally {
    await server.stop();
  }
});
