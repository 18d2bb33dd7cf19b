/**
 * Stands in front of an API server and spoils requests: some never arrive, some answers get lost after the server has acted, some are refused
 * with 429, 500 or 503, and streams break off in the middle.
 */
import { createServer, request as plainRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface FaultyServer {
  readonly address: string;
  readonly faults: () => number;
  close(): void;
}

export interface Faults {
  /** Of requests that are spoiled, 0 to 1. */
  readonly share: number;
  /** Numbers from 0 to 1; the same ones make the same faults. */
  readonly random: () => number;
  /** No fault after this many. */
  readonly most: number;
}

type Fault = 'lost-request' | 'lost-answer' | 429 | 500 | 503 | 'broken-stream';
const kinds: readonly Fault[] = ['lost-request', 'lost-answer', 429, 500, 503, 'broken-stream'];

export async function faultyServer(target: string, authority: string, faults: Faults): Promise<FaultyServer> {
  let count = 0;
  const next = (): Fault | null => {
    if (count >= faults.most || faults.random() >= faults.share) {
      return null;
    }
    count += 1;
    return kinds[Math.floor(faults.random() * kinds.length)] ?? 'lost-request';
  };
  const forward = (request: IncomingMessage): ReturnType<typeof plainRequest> => {
    const url = new URL(request.url ?? '/', target);
    const options = { method: request.method, headers: { ...request.headers, host: url.host }, ca: authority };
    return target.startsWith('https:') ? secureRequest(url, options) : plainRequest(url, options);
  };
  const server = createServer((request, response) => answer(request, response, forward(request), next()));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) =>
    upgrade(request, socket, forward(request), next())
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    faults: () => count,
    close: () => {
      server.closeAllConnections();
      server.close();
    }
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  onward: ReturnType<typeof plainRequest>,
  fault: Fault | null
): void {
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  if (fault === 'lost-request' || typeof fault === 'number') {
    onward.destroy();
    refuse(response, fault);
    return;
  }
  onward.on('response', answered => {
    if (fault === 'lost-answer') {
      response.destroy();
      return;
    }
    response.writeHead(answered.statusCode ?? 500, answered.headers);
    answered.on('error', () => response.destroy());
    answered.pipe(response);
    if (fault === 'broken-stream') {
      setTimeout(() => response.destroy(), 20);
    }
  });
  request.pipe(onward);
}

function refuse(response: ServerResponse, fault: 'lost-request' | number): void {
  if (fault === 'lost-request') {
    response.destroy();
  } else {
    const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'injected', code: fault };
    response.writeHead(fault, { 'content-type': 'application/json' }).end(JSON.stringify(status));
  }
}

function upgrade(
  _request: IncomingMessage,
  socket: Duplex,
  onward: ReturnType<typeof plainRequest>,
  fault: Fault | null
): void {
  socket.on('error', () => onward.destroy());
  onward.on('error', () => socket.destroy());
  if (fault !== null && fault !== 'broken-stream') {
    onward.destroy();
    socket.destroy();
    return;
  }
  onward.on('upgrade', (answered, upstream, head) => {
    const headers = Object.entries(answered.headers).map(([name, value]) => `${name}: ${String(value)}`);
    socket.write(['HTTP/1.1 101 Switching Protocols', ...headers, '', ''].join('\r\n'));
    socket.write(head);
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
    upstream.pipe(socket).pipe(upstream);
    if (fault === 'broken-stream') {
      setTimeout(() => socket.destroy(), 20);
    }
  });
  onward.on('response', () => socket.destroy());
  onward.end();
}
