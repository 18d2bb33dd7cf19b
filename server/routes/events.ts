/** `GET events`: everything that happens, as it happens. */
import type { Route } from '../http/route.js';
import type { Services } from '../services.js';

export const eventRoutes: readonly Route<Services>[] = [
  {
    method: 'GET',
    path: 'events',
    stream: (request, response, { hub }) => response.send(hub.follow(request.header('last-event-id'), request.signal))
  }
];
