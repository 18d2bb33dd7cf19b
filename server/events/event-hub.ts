/**
 * The one stream of events that every browser follows. Messages are numbered and kept for a while, so that a browser that was
 * away goes on where it was. Each follower has its own place in what is kept: a slow one holds nothing up and costs nothing,
 * and when its place is no longer kept it is let go.
 */
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { ServerEvent } from '../../protocol/server-event.js';

export interface StreamMessage {
  /** `<epoch>-<number>`: numbers count from the start of this server, which the epoch tells from others. */
  readonly id: string;
  readonly data: string;
}

export interface EventHubOptions {
  /** Characters of messages to keep. */
  readonly capacity: number;
}

const usualCapacity = 16 * 1024 * 1024;

export class EventHub {
  constructor({ capacity }: EventHubOptions = { capacity: usualCapacity }) {
    this.capacity = capacity;
  }

  get hasFollowers(): boolean {
    return this.followers.size > 0;
  }

  publish(event: ServerEvent): void {
    this.last += 1;
    const data = JSON.stringify(event);
    this.kept.set(this.last, data);
    this.size += data.length;
    for (const [number, { length }] of this.kept) {
      if (this.size <= this.capacity || number === this.last) {
        break;
      }
      this.kept.delete(number);
      this.size -= length;
    }
    this.followers.forEach(wake => wake());
  }

  /**
   * First `hello`, then what comes after the message that the follower has seen last; without one, or when it is too long ago,
   * what comes from now on. Ends when the follower goes or has fallen too far behind.
   */
  async *follow(lastSeen: string | null, signal: AbortSignal): AsyncGenerator<StreamMessage, void> {
    const place = this.placeAfter(lastSeen);
    let number = place ?? this.last;
    const follower = new Follower(signal);
    this.followers.add(follower.wake);
    try {
      yield this.message(number, JSON.stringify({ type: 'hello', resumed: place !== null } satisfies ServerEvent));
      while (!signal.aborted) {
        if (number === this.last) {
          await follower.news();
          continue;
        }
        const data = this.kept.get(number + 1);
        if (data === undefined) {
          return;
        }
        number += 1;
        yield this.message(number, data);
      }
    } finally {
      this.followers.delete(follower.wake);
    }
  }

  /** The number of the message seen last, if everything after it is still kept. */
  private placeAfter(lastSeen: string | null): number | null {
    const [epoch, digits = ''] = lastSeen?.split('-') ?? [];
    const number = Number(digits);
    const known = epoch === this.epoch && /^\d+$/.test(digits) && number <= this.last;
    return known && (number === this.last || this.kept.has(number + 1)) ? number : null;
  }

  private message(number: number, data: string): StreamMessage {
    return { id: `${this.epoch}-${number}`, data };
  }

  private readonly capacity: number;
  private readonly epoch = randomBytes(6).toString('hex');
  private readonly kept = new Map<number, string>();
  private readonly followers = new Set<() => void>();
  private last = 0;
  private size = 0;
}

/** Sleeps until there is news or the follower goes. */
class Follower {
  constructor(signal: AbortSignal) {
    setMaxListeners(0, signal);
    signal.addEventListener('abort', this.wake, { once: true });
  }

  readonly wake = (): void => {
    this.resolve?.();
    this.resolve = null;
  };

  news(): Promise<void> {
    return new Promise(resolve => (this.resolve = resolve));
  }

  private resolve: (() => void) | null = null;
}
