/** How a run goes: values, order, parallel branches, failures, retries, timeouts. */
import { existsSync, readFileSync } from 'node:fs';
import { plan } from '../support/plan.js';
import { TestWorkspace } from '../support/engine.js';

let place: TestWorkspace;
beforeEach(() => {
  place = new TestWorkspace();
});
afterEach(() => place.remove());

/** Python: says that it has begun, then waits until the other one has. Two of them end only if they overlap. */
const meet = (own: string, other: string): string => `
import time, pathlib
pathlib.Path('${own}').touch()
deadline = time.time() + 30
while not pathlib.Path('${other}').exists():
    assert time.time() < deadline, 'the other one never began'
    time.sleep(0.005)
`;

test('values go from step to step, and metrics are reported', async () => {
  const run = await place.run(
    plan({
      load: { code: 'numbers = [1, 2, 3]', outputs: ['numbers'] },
      double: { code: 'doubled = [2 * n for n in numbers]', inputs: { numbers: 'load' }, outputs: ['doubled'] },
      report: { code: 'total_sum = float(sum(doubled))', inputs: { doubled: 'double' }, metrics: ['total_sum'] }
    })
  );
  expect(run.phase).toBe('succeeded');
  expect(run.phases).toEqual({ load: 'succeeded', double: 'succeeded', report: 'succeeded' });
  expect(run.view.steps['report']?.metrics).toEqual({ 'total-sum': 12 });
  expect(run.view.steps['double']?.outputs['doubled']).toBeGreaterThan(0);
});

test('events are numbered without a gap, and the stored ones are those that were watched', async () => {
  const handle = await place.submit(plan({ only: { code: 'print("hello")' } }));
  const run = await place.finish(handle);
  expect(run.events.map(({ sequence }) => sequence)).toEqual(run.events.map((_, index) => index + 1));
  const lines = readFileSync(place.path(`.collard/runs/${run.id}/events.jsonl`), 'utf8')
    .trim()
    .split('\n');
  expect(lines.map(line => JSON.parse(line) as unknown)).toEqual(run.events);
  const replayed = [];
  for await (const event of handle.watch(2)) {
    replayed.push(event.sequence);
  }
  expect(replayed).toEqual(run.events.slice(2).map(({ sequence }) => sequence));
});

test('independent steps run at the same time', async () => {
  const run = await place.run(plan({ left: { code: meet('l', 'r') }, right: { code: meet('r', 'l') } }), { jobs: 2 });
  expect(run.phases).toEqual({ left: 'succeeded', right: 'succeeded' });
});

test('no more steps run at a time than there are jobs', async () => {
  const alone = `
import os, time
os.mkdir('busy')
time.sleep(0.02)
os.rmdir('busy')
`;
  const steps = Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [name, { code: `${alone}# ${name}` }]));
  const run = await place.run(plan(steps), { jobs: 1 });
  expect(new Set(Object.values(run.phases))).toEqual(new Set(['succeeded']));
});

test('order without data is kept', async () => {
  const run = await place.run(
    plan({
      write: { code: "import time; time.sleep(0.05); open('made.txt', 'w').write('made')" },
      read: { code: "text = open('made.txt').read()", after: ['write'], outputs: ['text'] }
    })
  );
  expect(run.phase).toBe('succeeded');
});

test('a failing step skips what depends on it, says where it failed, and stops nothing else', async () => {
  const run = await place.run(
    plan({
      good: { code: 'x = 1', outputs: ['x'] },
      bad: { code: '# first line\ny = 1 / 0', outputs: ['y'] },
      after: { code: 'z = y', inputs: { y: 'bad' }, outputs: ['z'] },
      later: { code: 'w = z', inputs: { z: 'after' } },
      independent: { code: 'v = x', inputs: { x: 'good' } }
    }),
    { jobs: 1 }
  );
  expect(run.phase).toBe('failed');
  expect(run.phases).toEqual({
    good: 'succeeded',
    bad: 'failed',
    after: 'skipped',
    later: 'skipped',
    independent: 'succeeded'
  });
  expect(run.view.steps['bad']?.error).toMatchObject({
    code: 'cell-raised',
    name: 'ZeroDivisionError',
    cell: 'cell-bad',
    line: 2,
    source: 'y = 1 / 0'
  });
  expect(run.view.steps['later']?.because).toBe('bad');
});

const failsTwice = `
import pathlib
tries = pathlib.Path('tries')
count = len(tries.read_text()) if tries.exists() else 0
tries.write_text('x' * (count + 1))
assert count >= 2, f'try number {count + 1} fails'
`;

test.each([
  { retry: 2, phase: 'succeeded', attempts: 3 },
  { retry: 1, phase: 'failed', attempts: 2 }
])('a step that fails twice, with $retry further attempts, has $phase', async ({ retry, phase, attempts }) => {
  const run = await place.run(plan({ flaky: { code: failsTwice, retry } }));
  expect(run.phase).toBe(phase);
  expect(run.view.steps['flaky']?.attempt).toBe(attempts);
  const types = run.events.map(({ type }) => type);
  expect(types.filter(type => type === 'step-retrying')).toHaveLength(attempts - 1);
});

test('a timeout ends the step together with the processes that it started', async () => {
  const code = `
import subprocess, time
child = subprocess.Popen(['sleep', '600'], start_new_session=True)
open('child.pid', 'w').write(str(child.pid))
time.sleep(600)
`;
  const run = await place.run(plan({ slow: { code, timeout: 1 } }));
  expect(run.phases).toEqual({ slow: 'failed' });
  expect(run.view.steps['slow']?.error).toMatchObject({ code: 'timeout', retryable: true });
  expect(existsSync(`/proc/${readFileSync(place.path('child.pid'), 'utf8')}`)).toBe(false);
});

test('a step that ignores the polite signal is ended all the same', async () => {
  const code = `
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(600)
`;
  const run = await place.run(plan({ stubborn: { code, timeout: 0.5 } }));
  expect(run.view.steps['stubborn']?.error?.code).toBe('timeout');
});

test('a process that is killed from outside is reported as such, with a hint', async () => {
  const run = await place.run(plan({ crash: { code: 'import os; os.kill(os.getpid(), 9)' } }));
  expect(run.view.steps['crash']?.error).toMatchObject({ code: 'killed', name: 'SIGKILL' });
  expect(run.view.steps['crash']?.error?.hint).toContain('memory');
});

test('a parameter of the run replaces the one of the notebook', async () => {
  const pipeline = plan(
    { use: { code: 'twice = 2.0 * rate', parameters: ['rate'], metrics: ['twice'] } },
    { rate: '0.5' }
  );
  expect((await place.run(pipeline)).view.steps['use']?.metrics).toEqual({ twice: 1 });
  expect((await place.run(pipeline, { parameters: { rate: '4' } })).view.steps['use']?.metrics).toEqual({ twice: 8 });
});

test.each([
  { what: 'an unknown parameter', options: { parameters: { rat: '1' } }, code: 'invalid-input' },
  { what: 'an unknown step', options: { only: ['usee'] }, code: 'invalid-input' },
  { what: 'no jobs', options: { jobs: 0 }, code: 'invalid-input' },
  { what: 'a Python that is not there', options: { python: '/nowhere/python' }, code: 'python-missing' },
  { what: 'a Python that is something else', options: { python: '/bin/false' }, code: 'runtime-failed' }
])('$what is refused before a run exists', async ({ options, code }) => {
  const pipeline = plan({ use: { code: 'pass' } }, { rate: '1' });
  await expect(place.submit(pipeline, options)).rejects.toMatchObject({ name: 'OperationalError', code });
  expect(existsSync(place.path('.collard/runs/latest'))).toBe(false);
});

test('a library that must not be forked gets an interpreter of its own', async () => {
  const run = await place.run(plan({ use: { code: 'x = 1', outputs: ['x'], imports: ['torch'] } }));
  expect(run.phases).toEqual({ use: 'succeeded' });
  expect(run.view.steps['use']?.warnings.map(({ code }) => code)).toContain('fresh-interpreter');
});
