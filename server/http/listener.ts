/** From a request to an answer: the secret, the route, its work, and what goes wrong. */
import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { OperationalError } from '../../protocol/operational-error.js';
import { ApiRequest } from './api-request.js';
import { EventResponse } from './event-response.js';
import { isBug, refusalOf, type Answer } from './refusal.js';
import type { Route } from './route.js';
import { findRoute } from './router.js';

export interface ListenerOptions<Services> {
  readonly routes: readonly Route<Services>[];
  readonly services: Services;
  /** What Jupyter shows as bearer token; nobody else knows it. */
  readonly secret: string;
  /** Told of our own mistakes. */
  readonly report: (error: unknown) => void;
}

export function listener<Services>(options: ListenerOptions<Services>): RequestListener {
  return (message, response) => {
    void answer(message, response, options).catch((error: unknown) => {
      if (isBug(error)) {
        options.report(error);
      }
      refuse(response, refusalOf(error));
    });
  };
}

async function answer<Services>(
  message: IncomingMessage,
  response: ServerResponse,
  { routes, services, secret }: ListenerOptions<Services>
): Promise<void> {
  checkSecret(message, secret);
  const [path = '', query = ''] = (message.url ?? '').slice(1).split('?', 2);
  const { route, places } = findRoute(routes, message.method ?? '', path);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const request = new ApiRequest(message, places, new URLSearchParams(query), gone.signal);
  if ('stream' in route) {
    await route.stream(request, new EventResponse(response, gone.signal), services);
    return;
  }
  const body = await route.answer(request, services);
  send(response, { status: 200, body });
}

/** Digests have one length, whatever was shown. */
function checkSecret({ headers }: IncomingMessage, secret: string): void {
  const digest = (text: string): Buffer => hash('sha256', text, 'buffer');
  if (!timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${secret}`))) {
    throw new OperationalError('unauthorized', 'Only the Jupyter server may ask');
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** An answer that has begun can only be broken off. The body of a refused request may still be on its way: it is not read. */
function refuse(response: ServerResponse, refusal: Answer): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('Connection', 'close');
  send(response, refusal);
}
