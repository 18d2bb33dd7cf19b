/** The store over time: garbage, the index, states to restore, runs by name. */
import { existsSync, globSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  collectGarbage,
  findWorkspace,
  openIndex,
  openWorkspace,
  readRecord,
  readRunView,
  resolveRun,
  restorableState,
  runIds,
  setPin,
  workspaceAt,
  type GarbageOptions
} from '../../engine/index.js';
import { operational } from '../support/errors.js';
import { TestWorkspace } from '../support/engine.js';
import { plan } from '../support/plan.js';

let place: TestWorkspace;
beforeEach(() => {
  place = new TestWorkspace();
});
afterEach(() => place.remove());

/** A pipeline with one large value and one file, different for each number. */
const numbered = (number: number): ReturnType<typeof plan> =>
  plan({
    make: {
      code: `import numpy; x = numpy.arange(50_000) + ${number}; open('out.txt', 'w').write('number ${number}')`,
      outputs: ['x'],
      imports: ['numpy']
    },
    use: { code: 'total = float(x.sum())', inputs: { x: 'make' }, metrics: ['total'] }
  });

const collect = (options: Partial<GarbageOptions>): ReturnType<typeof collectGarbage> =>
  collectGarbage(place.workspace, { keepRuns: null, keepDays: null, dryRun: false, ...options });
const count = (pattern: string): number => globSync(place.path(`.collard/${pattern}`)).length;

test('garbage collection keeps what kept and pinned runs reach, and removes the rest', async () => {
  const runs: string[] = [];
  for (const number of [1, 2, 3]) {
    runs.push((await place.run(numbered(number))).id);
  }
  setPin(place.workspace, runs[0] ?? '', 'the paper');
  const before = count('objects/*/*');
  const report = collect({ keepRuns: 1 });
  expect(report).toMatchObject({ runs: [runs[1]], records: 2 });
  expect(report.bytes).toBeGreaterThan(50_000);
  expect(count('objects/*/*')).toBe(before - report.objects);
  expect([count('records/*/*/*'), count('plans/*')]).toEqual([4, 2]);
  for (const [number, phase] of [
    [1, 'cached'],
    [3, 'cached'],
    [2, 'succeeded']
  ] as const) {
    expect((await place.run(numbered(number))).phases).toEqual({ make: phase, use: phase });
  }
});

test('a trial collection removes nothing, and without limits only what no run reaches goes', async () => {
  const { id } = await place.run(numbered(1));
  writeFileSync(place.path('.collard/temp/unfinished'), 'half');
  const orphan = place.path('.collard/objects/ab');
  mkdirSync(orphan, { recursive: true });
  writeFileSync(join(orphan, 'c'.repeat(62)), 'nobody names me');
  expect(collect({ keepRuns: 0, dryRun: true }).runs).toEqual([id]);
  expect(collect({})).toEqual({ runs: [], records: 0, objects: 1, bytes: 15 });
  expect(existsSync(place.path('.collard/temp/unfinished'))).toBe(false);
  expect((await place.run(numbered(1))).phases).toEqual({ make: 'cached', use: 'cached' });
});

test('nothing is collected while a run is active', async () => {
  const handle = await place.submit(plan({ slow: { code: 'import time; time.sleep(600)' } }));
  expect(() => collect({ keepRuns: 0 })).toThrow(operational('run-active'));
  await handle.cancel();
  expect(collect({ keepRuns: 0 }).runs).toEqual([handle.id]);
});

test('the index knows runs, metrics and lineage, and is rebuilt from the files', async () => {
  const first = await place.run(numbered(1));
  const second = await place.run(numbered(2));
  const cached = await place.run(numbered(1));
  const digest = readRecord(place.workspace, first.view.steps['make']?.record ?? '').outputs['x']?.digest ?? '';
  const facts = (): unknown => {
    const index = openIndex(place.workspace);
    try {
      return {
        runs: index.runs(10).map(({ id, phase }) => [id, phase]),
        metric: index.metric('test-pipeline', 'total').map(({ run }) => run),
        producers: index.producers(digest),
        consumers: index.consumers(digest),
        files: index.filesAt('out.txt').map(({ run, direction }) => [run, direction])
      };
    } finally {
      index.close();
    }
  };
  const known = facts();
  expect(known).toEqual({
    runs: [cached, second, first].map(({ id }) => [id, 'succeeded']),
    metric: [first.id, second.id, cached.id],
    producers: [first, cached].map(({ id }) => ({ run: id, step: 'make', name: 'x' })),
    consumers: [first, cached].map(({ id }) => ({ run: id, step: 'use', name: 'x' })),
    files: [first, second, cached].map(({ id }) => [id, 'written'])
  });
  rmSync(place.path('.collard/index.db'));
  expect(facts()).toEqual(known);
  writeFileSync(place.path('.collard/index.db'), 'this is no database, and rather long for one'.repeat(100));
  expect(facts()).toEqual(known);
  collect({ keepRuns: 1 });
  expect(facts()).toMatchObject({ runs: [[cached.id, 'succeeded']], metric: [cached.id] });
});

test('the state of a step can be restored: as it began, as it left off, and as it failed', async () => {
  const pipeline = plan(
    {
      make: { code: 'x = [1, 2, 3]', outputs: ['x'] },
      fail: { code: 'half = x[1]\nboom = half / 0', inputs: { x: 'make' }, parameters: ['rate'] }
    },
    { rate: '0.5' }
  );
  const { id } = await place.run(pipeline);
  const state = (step: string, kind: Parameters<typeof restorableState>[3]): ReturnType<typeof restorableState> =>
    restorableState(place.workspace, id, step, kind);
  expect(Object.keys(state('make', null).variables)).toEqual(['x']);
  expect(state('make', null).kind).toBe('outputs');
  expect(state('fail', 'inputs').variables['x']).toEqual(state('make', 'outputs').variables['x']);
  const failure = state('fail', null);
  expect(failure).toMatchObject({ kind: 'failure', parameters: { rate: '0.5' }, error: { name: 'ZeroDivisionError' } });
  expect(Object.keys(failure.variables)).toEqual(expect.arrayContaining(['half', 'x']));
  expect(() => state('fail', 'outputs')).toThrow(operational('not-found'));
  expect(() => state('nobody', null)).toThrow(operational('not-found'));
});

test('runs are found by the start or end of their id, and by being the latest', async () => {
  const first = (await place.run(plan({ a: { code: 'pass' } }))).id;
  const second = (await place.run(plan({ b: { code: 'pass' } }))).id;
  expect(runIds(place.workspace)).toEqual([second, first]);
  expect(resolveRun(place.workspace, 'latest')).toBe(second);
  expect(resolveRun(place.workspace, first.slice(-6))).toBe(first);
  expect(() => resolveRun(place.workspace, first.slice(0, 4))).toThrow(/may mean 2 runs/);
  expect(() => resolveRun(place.workspace, 'nothing')).toThrow(operational('not-found'));
  expect(() => readRunView(place.workspace, '../../etc')).toThrow(operational('invalid-input'));
});

test('a workspace is where .collard is, else where .git is, else the folder', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'collard-find-')));
  const deep = join(root, 'git', 'deep');
  mkdirSync(join(root, 'git', '.git'), { recursive: true });
  mkdirSync(deep);
  writeFileSync(join(deep, 'book.ipynb'), '{}');
  expect(findWorkspace(join(deep, 'book.ipynb')).root).toBe(join(root, 'git'));
  openWorkspace(workspaceAt(deep));
  expect(findWorkspace(join(deep, 'book.ipynb')).root).toBe(deep);
  expect(readFileSync(join(deep, '.collard', '.gitignore'), 'utf8')).toBe('*\n');
  expect(readdirSync(root)).toEqual(['git']);
  rmSync(root, { recursive: true });
});

test('a store that cannot be written is an operational error with a hint', () => {
  expect(() => openWorkspace(workspaceAt('/sys'))).toThrow(operational('store-read-only'));
});
