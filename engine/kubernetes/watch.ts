/** One object as it changes. The stream goes on over lost connections and forgotten versions, and never asks in a loop without a pause. */
import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import type { Cluster } from './cluster.js';
import { clusterError, isPassing, statusCode } from './failure.js';
import { objectSchema, type Reference } from './objects.js';

const longestPause = 10;

/** What is watched: the reference, and how the path of the API names the kind. */
export interface Watched extends Reference {
  readonly plural: string;
}

/**
 * Yields the state now and each later one; ends when the object is gone. States may be left out where they follow each other quickly, and come
 * again after a lost connection. Throws when the answer will not change.
 */
export async function* watchObject<Schema extends z.ZodType>(
  cluster: Cluster,
  watched: Watched,
  schema: Schema,
  signal: AbortSignal
): AsyncGenerator<z.infer<Schema>> {
  for (let pause = 0.2; !signal.aborted;) {
    const now = await cluster.readOrNull(watched, objectSchema);
    if (now === null) {
      return;
    }
    yield schema.parse(now);
    const stream = new ObjectStream(cluster, watched, now.metadata.resourceVersion ?? '', signal);
    for await (const next of stream.states()) {
      if (next === 'gone') {
        return;
      }
      pause = 0.2;
      yield schema.parse(next);
    }
    if (stream.failure !== null && !isWorthAnotherLook(stream.failure)) {
      throw clusterError(stream.failure, `watching ${watched.kind} ${watched.name}`);
    }
    await sleep(pause * 1000, null, { signal }).catch(() => undefined);
    pause = Math.min(pause * 2, longestPause);
  }
}

/** 410: the version that we know is forgotten; what is there now is read again. */
function isWorthAnotherLook(error: unknown): boolean {
  return statusCode(error) === 410 || isPassing(error);
}

/** One connection. */
class ObjectStream {
  failure: unknown = null;

  constructor(
    private readonly cluster: Cluster,
    private readonly watched: Watched,
    private readonly version: string,
    private readonly signal: AbortSignal
  ) {}

  async *states(): AsyncGenerator<unknown> {
    const connection = await this.open();
    const stop = (): void => {
      connection.abort();
      this.end(null);
    };
    this.signal.addEventListener('abort', stop);
    try {
      for (;;) {
        // Only the newest state matters.
        const newest = this.waiting.at(-1);
        this.waiting = [];
        if (newest !== undefined) {
          yield newest;
        } else if (this.over) {
          return;
        } else {
          await new Promise<void>(resolve => (this.wake = resolve));
        }
      }
    } finally {
      this.signal.removeEventListener('abort', stop);
      connection.abort();
    }
  }

  private open(): Promise<AbortController> {
    const { cluster, watched } = this;
    const [group = '', version] = watched.apiVersion.includes('/') ? watched.apiVersion.split('/') : ['', 'v1'];
    const root = group === '' ? '/api/v1' : `/apis/${group}/${version}`;
    const path = `${root}/namespaces/${cluster.namespace}/${watched.plural}`;
    const query = { fieldSelector: `metadata.name=${watched.name}`, resourceVersion: this.version };
    const watch = new cluster.library.Watch(cluster.config);
    return watch.watch(
      path,
      query,
      (phase, object: unknown) => this.heard(phase, object),
      error => this.end(error)
    );
  }

  private heard(phase: string, object: unknown): void {
    switch (phase) {
      case 'ADDED':
      case 'MODIFIED':
        this.waiting.push(object);
        break;
      case 'DELETED':
        this.waiting.push('gone');
        break;
      case 'ERROR':
        this.end(object);
        return;
      default:
        return;
    }
    this.wake();
  }

  private end(error: unknown): void {
    this.failure ??= error;
    this.over = true;
    this.wake();
  }

  private waiting: unknown[] = [];
  private over = false;
  private wake: () => void = () => undefined;
}
