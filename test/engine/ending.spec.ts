/** The end of things: cancelling, an engine that is killed, and runs that another engine takes up. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRunView, runIds } from '../../engine/index.js';
import type { Plan } from '../../compiler/ir/plan.js';
import { TestWorkspace } from '../support/engine.js';
import { eventually, fileAppears, KillableEngine } from '../support/killable-engine.js';
import { plan } from '../support/plan.js';

let place: TestWorkspace;
let killable: KillableEngine;
beforeAll(() => {
  killable = new KillableEngine();
});
beforeEach(() => {
  place = new TestWorkspace();
});
afterEach(async () => {
  await killable.kill();
  await place.remove();
});
afterAll(() => killable.remove());

/** Processes whose environment or working directory belongs to the workspace; the fork server's is not one of them. */
function processesOfSteps(): readonly string[] {
  return readdirSync('/proc').filter(pid => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`MARK=${place.root}`);
    } catch {
      return false;
    }
  });
}

const busy = `
import subprocess, time, os
family = [subprocess.Popen(['sleep', '600']), subprocess.Popen(['sleep', '601'], start_new_session=True)]
subprocess.run(['sh', '-c', 'nohup sleep 602 >/dev/null 2>&1 &'])
open('busy', 'w').close()
time.sleep(600)
`;

test('cancelling leaves no process behind, however it tried to get away', async () => {
  const environment = { ...process.env, MARK: place.root };
  const pipeline = plan({ busy: { code: busy }, next: { code: 'pass', after: ['busy'] }, quick: { code: 'x = 1' } });
  const handle = await place.submit(pipeline, { environment });
  await fileAppears(place.path('busy'));
  expect(processesOfSteps().length).toBeGreaterThan(2);
  await handle.cancel();
  expect(await handle.finished()).toBe('cancelled');
  const steps = (await place.finish(handle)).phases;
  expect(steps).toEqual({ busy: 'cancelled', next: 'cancelled', quick: 'succeeded' });
  await place.restart(); // ends the fork server, which carries the mark as well
  await eventually('every process is gone', () => processesOfSteps().length === 0);
});

test('cancelling before anything runs is fine, and so is cancelling twice', async () => {
  const handle = await place.submit(plan({ slow: { code: 'import time; time.sleep(600)' } }));
  await Promise.all([handle.cancel(), handle.cancel()]);
  expect(await handle.finished()).toBe('cancelled');
});

/** Waits for `go` before its second step ends, so that the engine can be killed in the middle. */
const pipeline = (): Plan =>
  plan({
    first: { code: "open('first-ran', 'w').close(); a = 1", outputs: ['a'] },
    waits: {
      code: `
import os, time
open('waiting', 'w').close()
while not os.path.exists('go'):
    time.sleep(0.01)
b = a + 1
`,
      inputs: { a: 'first' },
      outputs: ['b']
    },
    last: { code: 'total = float(a + b)', inputs: { a: 'first', b: 'waits' }, metrics: ['total'] }
  });

test('a step goes on when its engine is killed, and another engine completes the run', async () => {
  const run = await killable.submit(place, pipeline());
  await fileAppears(place.path('waiting'));
  await killable.kill();
  const handle = await place.engine.attach(run);
  writeFileSync(place.path('go'), '');
  const finished = await place.finish(handle);
  expect(finished.phases).toEqual({ first: 'succeeded', waits: 'succeeded', last: 'succeeded' });
  expect(finished.view.steps['last']?.metrics).toEqual({ total: 3 });
  expect(finished.events.map(({ sequence }) => sequence)).toEqual(finished.events.map((_, index) => index + 1));
  const starts = finished.events.filter(event => event.type === 'step-started' && event.step === 'waits');
  expect(starts).toHaveLength(1);
});

test('a step that ended while there was no engine is not run again', async () => {
  const run = await killable.submit(place, pipeline());
  await fileAppears(place.path('waiting'));
  await killable.kill();
  writeFileSync(place.path('go'), '');
  await fileAppears(place.path(`.collard/runs/${run}/steps/waits/result.json`));
  const finished = await place.finish(await place.engine.attach(run));
  expect(finished.phases).toEqual({ first: 'succeeded', waits: 'succeeded', last: 'succeeded' });
  expect(finished.view.steps['waits']?.attempt).toBe(1);
});

test('a step that went down with its engine is run again', async () => {
  const run = await killable.submit(place, pipeline());
  await fileAppears(place.path('waiting'));
  await killable.kill();
  const folder = place.path(`.collard/runs/${run}/steps/waits/1`);
  const { pid } = JSON.parse(readFileSync(`${folder}/process.json`, 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  writeFileSync(place.path('go'), '');
  const finished = await place.finish(await place.engine.attach(run));
  expect(finished.phases).toEqual({ first: 'succeeded', waits: 'succeeded', last: 'succeeded' });
  expect(finished.view.steps['waits']?.attempt).toBe(2);
});

test('a torn last event does no harm', async () => {
  const run = await killable.submit(place, pipeline());
  await fileAppears(place.path('waiting'));
  await killable.kill();
  writeFileSync(place.path(`.collard/runs/${run}/events.jsonl`), '{"sequence":99,"ty', { flag: 'a' });
  writeFileSync(place.path('go'), '');
  const finished = await place.finish(await place.engine.attach(run));
  expect(finished.phase).toBe('succeeded');
  expect(readRunView(place.workspace, run).phase).toBe('succeeded');
});

test('a run that a living engine has is refused, and a run that has ended can be watched', async () => {
  const run = await killable.submit(place, pipeline());
  await fileAppears(place.path('waiting'));
  await expect(place.engine.attach(run)).rejects.toMatchObject({ code: 'run-active' });
  writeFileSync(place.path('go'), '');
  await eventually('the run has ended', () => readRunView(place.workspace, run).phase === 'succeeded');
  expect((await place.finish(await place.engine.attach(run))).phase).toBe('succeeded');
});

test('an engine that is closed lets its runs go, for the next one to take up', async () => {
  const handle = await place.submit(pipeline());
  await fileAppears(place.path('waiting'));
  await place.restart();
  await expect(handle.finished()).rejects.toMatchObject({ code: 'run-active' });
  writeFileSync(place.path('go'), '');
  const finished = await place.finish(await place.engine.attach(handle.id));
  expect(finished.phase).toBe('succeeded');
  expect(runIds(place.workspace)).toEqual([handle.id]);
});

/** A little of everything that a run can be in the middle of. */
const various = plan({
  base: { code: 'import numpy; a = numpy.arange(1000)', outputs: ['a'], imports: ['numpy'] },
  left: { code: "b = int(a.sum()); open('left.txt', 'w').write(str(b))", inputs: { a: 'base' }, outputs: ['b'] },
  right: { code: 'import time; time.sleep(0.05); c = a[::-1].copy()', inputs: { a: 'base' }, outputs: ['c'] },
  fails: { code: "raise ValueError('always')", retry: 1 },
  last: { code: 'total = float(b + c[0])', inputs: { b: 'left', c: 'right' }, after: ['left'], metrics: ['total'] }
});

test('whenever the engine is killed, the run is completed with the result of an undisturbed one', async () => {
  for (let round = 0; round < 6; round += 1) {
    const disturbed = new TestWorkspace();
    try {
      const run = await killable.submit(disturbed, various);
      await sleep(round * 100 * Math.random());
      await killable.kill();
      const finished = await disturbed.finish(await disturbed.engine.attach(run));
      expect(finished.view.steps['last']).toMatchObject({ phase: 'succeeded', metrics: { total: 500_499 } });
      expect(finished.view.steps['fails']?.error?.message).toBe('always');
      expect(readFileSync(disturbed.path('left.txt'), 'utf8')).toBe('499500');
      const again = await disturbed.run(various);
      expect(again.phases).toMatchObject({ base: 'cached', left: 'cached', right: 'cached', last: 'cached' });
    } finally {
      await disturbed.remove();
    }
  }
});
