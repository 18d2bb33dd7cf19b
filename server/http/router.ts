/** Finds the route for an address. */
import { OperationalError } from '../../protocol/operational-error.js';
import type { Route } from './route.js';

export interface FoundRoute<Services> {
  readonly route: Route<Services>;
  readonly places: ReadonlyMap<string, string>;
}

/** @param path without the slash at its beginning. @throws OperationalError `not-found` or `wrong-method` */
export function findRoute<Services>(
  routes: readonly Route<Services>[],
  method: string,
  path: string
): FoundRoute<Services> {
  const parts = path.split('/').map(decoded);
  const fitting = routes.flatMap(route => {
    const places = match(route.path.split('/'), parts);
    return places === null ? [] : [{ route, places }];
  });
  const found = fitting.find(({ route }) => route.method === method);
  if (found !== undefined) {
    return found;
  }
  if (fitting.length > 0) {
    const methods = fitting.map(({ route }) => route.method).join(' and ');
    throw new OperationalError('wrong-method', `${path} answers to ${methods}, not to ${method}`);
  }
  throw new OperationalError('not-found', `The server has no ${path}`);
}

/** What the named parts of the pattern stand for; null when the path is another one. */
function match(pattern: readonly string[], parts: readonly string[]): ReadonlyMap<string, string> | null {
  if (pattern.length !== parts.length) {
    return null;
  }
  const places = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith(':') && part !== '') {
      places.set(expected.slice(1), part);
    } else if (expected !== part) {
      return null;
    }
  }
  return places;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new OperationalError('invalid-input', 'The address is not well formed', { cause });
  }
}
