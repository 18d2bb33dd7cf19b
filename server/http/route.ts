/** A row of the table of routes. */
import type { ApiRequest } from './api-request.js';
import type { EventResponse } from './event-response.js';

export type Method = 'GET' | 'POST' | 'DELETE';

/** Answers with JSON. `Services` is what the routes work with. */
export interface JsonRoute<Services> {
  readonly method: Method;
  /** Such as `runs/:run/pin`; `:run` stands for any one part. */
  readonly path: string;
  answer(request: ApiRequest, services: Services): unknown;
}

/** Answers with a stream of server-sent events that ends when either side has enough. */
export interface StreamRoute<Services> {
  readonly method: 'GET';
  readonly path: string;
  stream(request: ApiRequest, response: EventResponse, services: Services): Promise<void>;
}

export type Route<Services> = JsonRoute<Services> | StreamRoute<Services>;
