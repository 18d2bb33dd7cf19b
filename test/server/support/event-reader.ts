/** Reads the stream of events as a browser does, one at a time. */
import type { IncomingMessage } from 'node:http';
import type { RunEvent } from '../../../protocol/run-event.js';
import { serverEventSchema, type ServerEvent } from '../../../protocol/server-event.js';

export interface Received {
  readonly id: string;
  readonly event: ServerEvent;
}

export class EventReader {
  constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('error', () => undefined); // closing on purpose is no failure
    this.messages = readMessages(response);
  }

  /** The next message; fails when the stream ends instead. */
  async next(): Promise<Received> {
    const { value, done } = await this.messages.next();
    if (done === true) {
      throw new Error('the stream of events has ended');
    }
    return value;
  }

  async until(fits: (event: ServerEvent) => boolean): Promise<Received> {
    for (;;) {
      const received = await this.next();
      if (fits(received.event)) {
        return received;
      }
    }
  }

  /** Every event of a run up to the one of this type. */
  async ofRun(run: string, last: RunEvent['type'] = 'run-finished'): Promise<readonly RunEvent[]> {
    const events: RunEvent[] = [];
    while (events.at(-1)?.type !== last) {
      const { event } = await this.next();
      if (event.type === 'run-event' && event.run === run) {
        events.push(event.event);
      }
    }
    return events;
  }

  close(): void {
    this.response.destroy();
  }

  private readonly messages: AsyncGenerator<Received, undefined>;
}

async function* readMessages(response: IncomingMessage): AsyncGenerator<Received, undefined> {
  let text = '';
  for await (const piece of response as AsyncIterable<string>) {
    const blocks = (text + piece).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = /^id: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (id !== undefined && data !== undefined) {
        yield { id, event: serverEventSchema.parse(JSON.parse(data)) };
      }
    }
  }
  return undefined;
}
