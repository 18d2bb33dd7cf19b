/** Runs on the cluster from a machine beside it: what the author sees of them, and what is left on both sides. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Plan } from '../../compiler/ir/plan.js';
import { plan } from '../support/plan.js';
import type { FinishedRun } from '../support/engine.js';
import { Laptop } from './support/laptop.js';
import { useProject } from './support/project.js';
import { eventually } from './support/waiting.js';

jest.setTimeout(240_000);

const project = useProject('argo');
let laptop: Laptop;

beforeAll(async () => {
  laptop = await Laptop.open(project());
  writeFileSync(laptop.path('offset.txt'), '4');
});
afterAll(() => laptop.remove());

/** One step reads a file, two work beside each other, one joins them. */
function diamond(factor: number): Plan {
  return plan({
    start: { code: 'number = int(open("offset.txt").read())\nprint("started with", number)', outputs: ['number'] },
    left: { code: 'one = number + 1', inputs: { number: 'start' }, outputs: ['one'] },
    right: {
      code: 'import numpy\ntwo = numpy.full(200_000, number * 2.0)',
      inputs: { number: 'start' },
      outputs: ['two'],
      imports: ['numpy']
    },
    join: {
      code: `total = float(one + two.sum()) * ${factor}`,
      inputs: { one: 'left', two: 'right' },
      outputs: ['total'],
      metrics: ['total']
    }
  });
}

test('a pipeline runs in pods, tells what happens as it does here, and its results come home: the same run here is all hits', async () => {
  const there = await laptop.runThere(diamond(1));
  expect(there.phases).toEqual({ start: 'succeeded', left: 'succeeded', right: 'succeeded', join: 'succeeded' });
  expect(there.view.steps['join']?.metrics).toEqual({ total: 1_600_005 });
  expect(typesOf(there, 'start')).toEqual([
    'step-started',
    'step-missed',
    'cell-started',
    'cell-output',
    'cell-finished',
    'step-succeeded'
  ]);
  expect(readFileSync(laptop.path(`.collard/runs/${there.id}/steps/start/1/log`), 'utf8')).toContain('started with 4');

  const here = await laptop.run(diamond(1));
  expect(here.phases).toEqual({ start: 'cached', left: 'cached', right: 'cached', join: 'cached' });
  expect(here.view.steps['join']?.metrics).toEqual({ total: 1_600_005 });
});

test('steps whose results are here get no pods, and nothing is left of the run but its Workflow', async () => {
  const { namespace, author, admin } = project();
  const there = await laptop.runThere(diamond(2));
  expect(there.phases).toEqual({ start: 'cached', left: 'cached', right: 'cached', join: 'succeeded' });
  expect(there.view.steps['join']?.metrics).toEqual({ total: 3_200_010 });
  const [workflow] = (await author.list('argoproj.io/v1alpha1', 'Workflow', namespace)).filter(
    ({ metadata }) => metadata?.labels?.['collard/run'] === there.id
  );
  const nodes = Object.values(
    (workflow?.status?.['nodes'] ?? {}) as Record<string, { type: string; templateName: string }>
  );
  expect(nodes.filter(({ type }) => type === 'Pod').map(({ templateName }) => templateName)).toEqual(['join']);
  await eventually(
    async () => [
      ...(await author.list('v1', 'PersistentVolumeClaim', namespace)),
      ...(await admin.list('snapshot.storage.k8s.io/v1', 'VolumeSnapshot', namespace)),
      ...(await author.list('v1', 'Pod', namespace))
    ],
    left => left.length === 1,
    left => `there are still ${left.map(({ metadata }) => metadata?.name).join(', ')}`
  );
});

test('a run whose every result is here asks for no cluster at all', async () => {
  const there = await laptop.runThere(diamond(2), { context: null, kubeconfig: '/nowhere' });
  expect(there.phase).toBe('succeeded');
});

test('a failing step is told with its cell and line, stops only what needs it, and goes on after it was mended', async () => {
  const failing = (code: string): Plan =>
    plan({
      good: { code: 'number = 20', outputs: ['number'] },
      bad: { code, inputs: { number: 'good' }, outputs: ['quotient'] },
      after: { code: 'last = quotient + 1', inputs: { quotient: 'bad' }, outputs: ['last'] },
      aside: { code: 'word = str(number)', inputs: { number: 'good' }, outputs: ['word'] }
    });
  const failed = await laptop.runThere(failing('zero = 0\nquotient = number / zero'));
  expect(failed.phase).toBe('failed');
  expect(failed.phases).toEqual({ good: 'succeeded', bad: 'failed', after: 'skipped', aside: 'succeeded' });
  expect(failed.view.steps['bad']?.error).toMatchObject({
    code: 'cell-raised',
    name: 'ZeroDivisionError',
    cell: 'cell-bad',
    line: 2
  });
  expect(failed.view.steps['after']?.because).toBe('bad');
  expect(readFileSync(laptop.path(`.collard/runs/${failed.id}/steps/bad/1/failure.json`), 'utf8')).toContain(
    '"number"'
  );

  const mended = await laptop.runThere(failing('quotient = number / 4'));
  expect(mended.phases).toEqual({ good: 'cached', bad: 'succeeded', after: 'succeeded', aside: 'cached' });
});

test('a step that is tagged so is tried again', async () => {
  const code =
    'import pathlib\nmark = pathlib.Path("tried.txt")\nif not mark.exists():\n    mark.write_text("once")\n    raise OSError("busy")';
  const there = await laptop.runThere(plan({ shaky: { code, retry: 1 } }));
  expect(there.phases).toEqual({ shaky: 'succeeded' });
  expect(typesOf(there, 'shaky').filter(type => /^step-(failed|retrying|succeeded)/.test(type))).toEqual([
    'step-failed',
    'step-retrying',
    'step-succeeded'
  ]);
});

test('a step that uses too much memory is told with its limit', async () => {
  const hungry = plan({ hungry: { code: 'data = [bytearray(1 << 20) for _ in range(4000)]' } });
  const limited = { ...hungry, steps: hungry.steps.map(step => ({ ...step, limits: { memory: '100Mi' } })) };
  const there = await laptop.runThere(limited);
  expect(there.view.steps['hungry']?.error?.message).toBe('the step used more memory than its limit, which is 100Mi');
});

test('an image that cannot be pulled is told before anything is submitted', async () => {
  const submitted = await laptop.submitThere(plan({ one: { code: 'x = 1' } }), { image: 'cluster.test/missing:1' });
  await expect(submitted.finished()).rejects.toThrow(/the image cannot be pulled/);
});

test('without snapshots the run works on a clone, and says so', async () => {
  const told = laptop.notices.length;
  const there = await laptop.runThere(plan({ one: { code: 'cloned = 41' } }), { snapshotClass: 'no-such-class' });
  expect(there.phases).toEqual({ one: 'succeeded' });
  expect(laptop.notices.slice(told).join('\n')).toMatch(/No snapshot can be taken, so the run works on a clone/);
});

test('the run may work on the volume of the workspace itself', async () => {
  const there = await laptop.runThere(plan({ one: { code: 'direct = 42' } }), { isolation: 'direct' });
  expect(there.phases).toEqual({ one: 'succeeded' });
});

test.each([
  ['argoproj.io', 'workflows', 'watch', 'watch workflows'],
  ['', 'pods/exec', 'create', 'create pods/exec'],
  ['', 'persistentvolumeclaims', 'create', 'create persistentvolumeclaims']
])('without the right %s %s %s nothing is made, and the right is named', async (group, resource, verb, words) => {
  const limited = await laptop.without({ group, resource, verb }, project());
  await expect((await limited.submit(plan({ one: { code: 'x = 43' } }), laptop.defaults())).finished()).rejects.toThrow(
    words
  );
});

test('a run that is cancelled ends its pods, and keeps what was done', async () => {
  const slow = plan({ quick: { code: 'a = 11' }, slow: { code: 'import time\ntime.sleep(600)', after: ['quick'] } });
  const handle = await laptop.submitThere(slow);
  for await (const event of handle.watch()) {
    if (event.type === 'step-started' && event.step === 'slow') {
      void handle.cancel();
    }
  }
  expect(await handle.finished()).toBe('cancelled');
  const finished = await laptop.finish(handle);
  expect(finished.phases).toEqual({ quick: 'succeeded', slow: 'cancelled' });
});

test('a run that lost its engine is taken up where it is, and every event is told once', async () => {
  const engine = laptop.cluster();
  const lasting = plan({
    first: { code: 'print("first")\nnumber = 31', outputs: ['number'] },
    second: { code: 'import time\ntime.sleep(4)\nprint("second", number)', inputs: { number: 'first' } }
  });
  const handle = await engine.submit(lasting, laptop.defaults());
  for await (const event of handle.watch()) {
    if (event.type === 'cell-started' && event.step === 'second') {
      break;
    }
  }
  await engine.close();
  const finished = await laptop.finish(await laptop.cluster().attach(handle.id));
  expect(finished.phases).toEqual({ first: 'succeeded', second: 'succeeded' });
  for (const step of ['first', 'second']) {
    const types = typesOf(finished, step);
    expect(types).toEqual([...new Set(types)]);
  }
});

function typesOf({ events }: FinishedRun, step: string): readonly string[] {
  return events.filter(event => 'step' in event && event.step === step).map(({ type }) => type);
}
