/** The answer that never ends: server-sent events, no faster than the browser reads them. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { StreamMessage } from '../events/event-hub.js';

/** Proxies close what is silent for a minute; so long, too, a browser may take nothing before it is cut off. */
const heartbeat = 15_000;
const mostMissedBeats = 4;

export class EventResponse {
  constructor(
    private readonly response: ServerResponse,
    private readonly signal: AbortSignal
  ) {}

  /** Sends the messages to their end. A browser that was cut off comes back and goes on where it was. */
  async send(messages: AsyncIterable<StreamMessage>): Promise<void> {
    this.response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    const beat = setInterval(() => this.beat(), heartbeat);
    try {
      for await (const { id, data } of messages) {
        this.missedBeats = 0;
        if (!this.response.write(`id: ${id}\ndata: ${data}\n\n`)) {
          await once(this.response, 'drain', { signal: this.signal });
        }
      }
    } catch (error) {
      if (!this.signal.aborted) {
        throw error;
      }
    } finally {
      clearInterval(beat);
      this.response.end();
    }
  }

  private beat(): void {
    if (!this.response.writableNeedDrain) {
      this.missedBeats = 0;
      this.response.write(':\n\n');
      return;
    }
    this.missedBeats += 1;
    if (this.missedBeats >= mostMissedBeats) {
      this.response.destroy();
    }
  }

  private missedBeats = 0;
}
