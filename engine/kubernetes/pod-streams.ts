/** What goes in and out of containers: the log of one, and programs that are called in one. */
import { EventEmitter } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { types } from 'node:util';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import type { Cluster } from './cluster.js';
import { clusterError } from './failure.js';
import { patiently } from './patience.js';

export interface Container {
  readonly pod: string;
  readonly container: string;
}

/** The log from its beginning; ends with the container, or with the connection. */
export async function followLog(
  cluster: Cluster,
  { pod, container }: Container,
  signal: AbortSignal
): Promise<Readable> {
  const stream = new PassThrough();
  // The client pipes the answer into it, and leaves its failures to whoever hears them.
  stream.on('pipe', (answer: Readable) => answer.on('error', error => stream.destroy(error)));
  const log = new cluster.library.Log(cluster.config);
  const connection = await patiently(`reading the log of pod ${pod}`, () =>
    log.log(cluster.namespace, pod, container, stream, { follow: true })
  );
  signal.addEventListener('abort', () => {
    connection.abort();
    stream.destroy();
  });
  return stream;
}

export interface Called {
  /** What the program writes to stdout. */
  readonly output: Readable;
  /** Resolves when it has ended well; rejects with what it wrote to stderr. */
  readonly ended: Promise<void>;
}

/** Seconds. A pod that is gone does not come back, so whoever called must find another. */
const connecting = { seconds: 10, answer: 10 };

const outcomeSchema = z.looseObject({ status: z.string().optional(), message: z.string().optional() });

/** Calls a program. It must know by itself where its input ends: older API servers cannot close it. */
export async function call(
  cluster: Cluster,
  { pod, container }: Container,
  command: readonly string[],
  input: Readable
): Promise<Called> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const complaint = textOf(errors);
  const exec = new cluster.library.Exec(cluster.config);
  const doing = `calling a program in pod ${pod}`;
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => undefined); // whoever asks sees it
  const heard = (status: unknown): void => {
    const { status: word, message = '' } = outcomeSchema.parse(status);
    if (word === 'Success') {
      ended.resolve();
    } else {
      void complaint.then(text => ended.reject(programError(doing, text.trim() || message)));
    }
  };
  const connection = (): Promise<unknown> =>
    exec.exec(cluster.namespace, pod, container, [...command], output, errors, input, false, heard).catch(unwrapped);
  const socket = await patiently(doing, connection, connecting);
  const lost = (error: unknown): void => {
    ended.reject(clusterError(error, doing));
    output.destroy(types.isNativeError(error) ? error : undefined);
  };
  if (socket instanceof EventEmitter) {
    socket.on('error', lost);
    // The outcome may be on its way still.
    socket.on('close', () => setTimeout(() => lost(new Error('the connection was closed')), 1000).unref());
  }
  return { output, ended: ended.promise };
}

/** The socket fails with an event that holds the error. */
function unwrapped(failure: unknown): never {
  const inside = typeof failure === 'object' && failure !== null && 'error' in failure ? failure.error : null;
  throw types.isNativeError(inside) ? inside : failure;
}

async function textOf(stream: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) {
    pieces.push(Buffer.from(piece as Uint8Array));
  }
  return Buffer.concat(pieces).toString();
}

function programError(doing: string, text: string): OperationalError {
  return new OperationalError('cluster-failed', `${doing} failed: ${text.split('\n').slice(-5).join('\n')}`);
}
