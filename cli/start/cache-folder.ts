/** Where a user's programs keep what they can make again, by the customs of each system. */
import { statSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Null when there is no such place, and when it is somebody else's, as under `sudo`: we leave nothing in it. */
export function userCacheFolder(environment: Environment): string | null {
  const base = cacheBase(environment);
  return base === null || !isOwnHome(base.home) ? null : join(base.cache, 'collard');
}

interface CacheBase {
  readonly home: string;
  readonly cache: string;
}

function cacheBase({ HOME, XDG_CACHE_HOME, LOCALAPPDATA }: Environment): CacheBase | null {
  if (process.platform === 'win32') {
    return isSet(LOCALAPPDATA) ? { home: LOCALAPPDATA, cache: LOCALAPPDATA } : null;
  }
  if (isSet(XDG_CACHE_HOME)) {
    return { home: XDG_CACHE_HOME, cache: XDG_CACHE_HOME };
  }
  if (!isSet(HOME)) {
    return null;
  }
  return { home: HOME, cache: join(HOME, ...(process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'])) };
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function isOwnHome(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (process.getuid === undefined || stats.uid === process.getuid());
}
