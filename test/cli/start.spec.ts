/** The code that V8 compiled is kept between commands; whatever is wrong with what was kept, the command works and mends it. */
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notebook, step } from '../support/notebook.js';
import { Folder } from './support/collard.js';

const folder = new Folder({
  'good.ipynb': notebook([[step('load'), 'x = 1']]),
  'rich.ipynb': notebook([
    [['imports'], 'import numpy as np'],
    [step('load'), 'class Shape:\n    def area(self):\n        return sum(x ** 2 for x in range(3))\nx = Shape()'],
    [step('show'), 'for name, (a, *b) in {"one": (1, 2)}.items():\n    print(f"{name}: {x.area() if a else b!r}")']
  ])
});
afterAll(() => folder.remove());

let caches = 0;

/** A cache of its own, as a user's cache folder. */
class Cache {
  readonly base = join(folder.path, `cache-${(caches += 1)}`);
  readonly code = join(this.base, 'collard', 'code');

  constructor() {
    mkdirSync(this.base);
  }

  collard(
    words: string,
    environment: Readonly<Record<string, string>> = {}
  ): Promise<{ readonly code: number | null }> {
    return folder.start(words.split(' '), { environment: { XDG_CACHE_HOME: this.base, ...environment } }).ended;
  }

  get names(): readonly string[] {
    try {
      return readdirSync(this.code);
    } catch {
      return [];
    }
  }

  /** The one file that is kept. */
  get path(): string {
    expect(this.names).toHaveLength(1);
    return join(this.code, this.names[0] ?? '');
  }

  get inode(): number {
    return statSync(this.path).ino;
  }
}

const onlyPosix = process.platform === 'win32' ? test.skip : test;

test('the second command uses what the first one kept, out of reach of others', async () => {
  const cache = new Cache();
  expect(await cache.collard('check good.ipynb')).toMatchObject({ code: 0 });
  const { inode } = cache;
  expect(await cache.collard('check good.ipynb')).toMatchObject({ code: 0 });
  expect(cache.inode).toBe(inode);
  if (process.platform !== 'win32') {
    expect(statSync(cache.code).mode & 0o777).toBe(0o700);
    expect(statSync(cache.path).mode & 0o777).toBe(0o600);
  }
});

test('a command that needs more than was kept adds to it', async () => {
  const cache = new Cache();
  await cache.collard('check good.ipynb');
  const little = statSync(cache.path).size;
  await cache.collard('check rich.ipynb');
  const { inode } = cache;
  expect(statSync(cache.path).size).toBeGreaterThan(little);
  await cache.collard('check good.ipynb');
  await cache.collard('check rich.ipynb');
  expect(cache.inode).toBe(inode);
});

const mended: readonly (readonly [what: string, spoil: (path: string) => void])[] = [
  ['one wrong bit', path => writeFileSync(path, flipped(readFileSync(path)))],
  ['the end missing', path => writeFileSync(path, readFileSync(path).subarray(0, 100_000))],
  ['nothing in it', path => writeFileSync(path, '')],
  ['its age over a day', path => utimesSync(path, yesterday(), yesterday())],
  ['leave for others to write it', path => chmodSync(path, 0o666)]
];
onlyPosix.each(mended)('a file with %s is written anew', async (_, spoil) => {
  const cache = new Cache();
  await cache.collard('check good.ipynb');
  spoil(cache.path);
  const { inode } = cache;
  expect(await cache.collard('check good.ipynb')).toMatchObject({ code: 0, err: '' });
  expect(cache.inode).not.toBe(inode);
  expect(statSync(cache.path).mode & 0o777).toBe(0o600);
});

const left: readonly (readonly [what: string, words: string, environment: Readonly<Record<string, string>>])[] = [
  ['a command that does not exist', 'chekc good.ipynb', {}],
  ['wrong usage', 'check nothing.ipynb', {}],
  ['a user who wants no such cache', 'check good.ipynb', { NODE_DISABLE_COMPILE_CACHE: '1' }],
  ['a cache folder that is not there', 'check good.ipynb', { XDG_CACHE_HOME: '/nowhere' }]
];
onlyPosix.each(left)('%s leaves nothing behind', async (_, words, environment) => {
  const cache = new Cache();
  await cache.collard(words, environment);
  expect(cache.names).toEqual([]);
});

onlyPosix('a folder that others can write is left alone', async () => {
  const cache = new Cache();
  mkdirSync(cache.code, { recursive: true });
  chmodSync(cache.code, 0o777);
  expect(await cache.collard('check good.ipynb')).toMatchObject({ code: 0, err: '' });
  expect(cache.names).toEqual([]);
});

onlyPosix('what no command has used for a month goes', async () => {
  const cache = new Cache();
  await cache.collard('check good.ipynb');
  const old = join(cache.code, 'program-OLD.cjs-v1.0.0-x64-check');
  writeFileSync(old, 'old');
  utimesSync(old, 0, 0);
  await cache.collard('--version');
  expect(cache.names).not.toContain('program-OLD.cjs-v1.0.0-x64-check');
  expect(cache.names).toHaveLength(2);
});

function flipped(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes;
}

function yesterday(): Date {
  return new Date(Date.now() - 25 * 60 * 60 * 1000);
}
