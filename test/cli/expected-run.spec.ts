/** Python starts while a changed notebook is still being compiled; that shows in nothing but time. */
import { chmodSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notebook, step } from '../support/notebook.js';
import { Folder, python, type Ended } from './support/collard.js';

/** Notes each start of Python: its process and the command of the step runner; of fork servers also the environment. */
const notingPython = (log: string): string =>
  `#!/bin/sh\nprintf '%s %s\\n' "$$" "$2" >> '${log}'\n[ "$2" = serve ] && env >> '${log}.environment'\nexec '${python}' "$@"\n`;

class Workshop extends Folder {
  private readonly log = join(this.path, 'starts');
  private readonly python = join(this.path, 'python');

  constructor() {
    super();
    writeFileSync(this.python, notingPython(this.log));
    chmodSync(this.python, 0o755);
    writeFileSync(this.log, '');
  }

  run(words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    writeFileSync(this.log, '');
    return this.start(['run', 'n.ipynb', '--python', this.python, ...words], { environment }).ended;
  }

  /** The fork servers that the last command started, by process. */
  get servers(): readonly number[] {
    const lines = readFileSync(this.log, 'utf8').split('\n');
    return lines.filter(line => line.endsWith(' serve')).map(line => parseInt(line));
  }

  get environments(): string {
    return readFileSync(`${this.log}.environment`, 'utf8');
  }

  /** As if it was saved now: later than the last run. */
  touch(): void {
    const later = new Date(statSync(join(this.path, '.collard', 'runs')).mtimeMs + 1000);
    utimesSync(join(this.path, 'n.ipynb'), later, later);
  }
}

function lives(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  for (let look = 0; lives(pid); look += 1) {
    expect(look).toBeLessThan(500);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

const good = notebook([
  [['pipeline-parameters'], 'rate = 2'],
  [step('load'), 'x = rate * 3']
]);

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('after a first run', () => {
  const folder = new Workshop();
  beforeAll(async () => {
    folder.write('n.ipynb', good);
    expect(await folder.run()).toMatchObject({ code: 0 });
    expect(folder.servers).toHaveLength(1);
  });
  afterAll(() => folder.remove());

  test('an unchanged notebook starts no Python', async () => {
    expect(await folder.run()).toMatchObject({ code: 0 });
    expect(folder.servers).toEqual([]);
  });

  const endings: readonly (readonly [what: string, change: () => void, words: readonly string[], code: number])[] = [
    ['one that was only saved', () => folder.touch(), [], 0],
    ['a parameter that was tried before', () => undefined, ['-p', 'rate=2'], 0],
    ['a notebook that is broken', () => folder.write('n.ipynb', '{'), [], 1],
    ['a step that does not exist', () => folder.write('n.ipynb', good), ['--step', 'lod'], 2]
  ];
  test.each(endings)('%s: the Python that was not needed is gone', async (_, change, words, code) => {
    change();
    expect(await folder.run(words)).toMatchObject({ code });
    expect(folder.servers.length).toBeLessThanOrEqual(1);
    await Promise.all(folder.servers.map(gone));
  });

  test('the Python that started early is the one that runs the steps', async () => {
    folder.write('n.ipynb', good);
    folder.touch();
    expect(await folder.run(['-p', 'rate=5'])).toMatchObject({ code: 0 });
    expect(folder.servers).toHaveLength(1);
  });
});

onLinux('with a secret', () => {
  const folder = new Workshop();
  afterAll(() => folder.remove());

  test('no interpreter starts with its value', async () => {
    const secret = 'step:load secret:store:key:STORE_KEY'.split(' ');
    const withSource = (source: string): void => folder.write('n.ipynb', notebook([[secret, source]]));
    for (const source of ['x = 1', 'x = 2']) {
      withSource(source);
      expect(await folder.run([], { STORE_KEY: 'very-secret-value' })).toMatchObject({ code: 0 });
      expect(folder.servers).toHaveLength(1);
    }
    expect(folder.environments).toContain('PATH=');
    expect(folder.environments).not.toContain('very-secret-value');
  });
});
