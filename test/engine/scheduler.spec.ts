/** The order of a run, over random graphs: the rules hold whatever happens. */
import fc from 'fast-check';
import { Scheduler, type ScheduledStep } from '../../engine/local/scheduler.js';

/** Random steps, each after some earlier ones. */
const graphs = fc
  .array(fc.tuple(fc.array(fc.nat(), { maxLength: 3 }), fc.nat(2)), { minLength: 1, maxLength: 12 })
  .map(rows =>
    rows.map(([after, retry], index): ScheduledStep => ({
      name: `s${index}`,
      after: index === 0 ? [] : [...new Set(after.map(number => `s${number % index}`))],
      retry
    }))
  );

type Fate = 'hit' | 'succeed' | 'fail';
const fates = fc.array(fc.constantFrom<Fate>('hit', 'succeed', 'succeed', 'fail'), { minLength: 1 });

interface Trace {
  readonly outcome: Scheduler['outcome'];
  readonly succeeded: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
  readonly skipped: ReadonlySet<string>;
  readonly attempts: ReadonlyMap<string, number>;
}

/** Plays a run to its end; checks what must hold at every moment. */
function play(steps: readonly ScheduledStep[], jobs: number, fate: (count: number) => Fate): Trace {
  const scheduler = new Scheduler(steps, jobs);
  const [succeeded, failed, skipped, running] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>()
  ];
  const attempts = new Map<string, number>();
  let count = 0;
  const settle = (step: string): void => {
    running.delete(step);
    if (fate(count++) !== 'fail') {
      succeeded.add(step);
      scheduler.succeeded(step);
      return;
    }
    const consequence = scheduler.failed(step);
    if (consequence.kind === 'retry') {
      expect(consequence.delay).toBeGreaterThan(0);
      scheduler.retryDue(step);
    } else {
      failed.add(step);
      consequence.skipped.forEach(({ step: name }) => skipped.add(name));
    }
  };
  while (scheduler.outcome === null) {
    const action = scheduler.next();
    if (action === null) {
      const [first] = running;
      expect(first).toBeDefined(); // else the run would hang
      settle(first ?? '');
      continue;
    }
    const after = steps.find(({ name }) => name === action.step)?.after ?? [];
    expect(after.every(name => succeeded.has(name))).toBe(true);
    if (action.kind === 'start') {
      running.add(action.step);
      expect(running.size).toBeLessThanOrEqual(jobs);
      expect(action.attempt).toBe((attempts.get(action.step) ?? 0) + 1);
      attempts.set(action.step, action.attempt);
    } else if (fate(count++) === 'hit') {
      succeeded.add(action.step);
      scheduler.succeeded(action.step);
    } else {
      scheduler.missed(action.step);
    }
  }
  return { outcome: scheduler.outcome, succeeded, failed, skipped, attempts };
}

test('every run ends, in order, within its jobs, with each step in exactly one state', () => {
  fc.assert(
    fc.property(graphs, fc.integer({ min: 1, max: 4 }), fates, (steps, jobs, list) => {
      const trace = play(steps, jobs, count => list[count % list.length] ?? 'succeed');
      expect(trace.succeeded.size + trace.failed.size + trace.skipped.size).toBe(steps.length);
      expect(trace.outcome).toBe(trace.failed.size > 0 ? 'failed' : 'succeeded');
      for (const { name, after, retry } of steps) {
        const blocked = after.some(other => trace.failed.has(other) || trace.skipped.has(other));
        expect(trace.skipped.has(name)).toBe(blocked);
        expect(trace.attempts.get(name) ?? 0).toBeLessThanOrEqual(retry + 1);
        expect(!trace.failed.has(name) || trace.attempts.get(name) === retry + 1).toBe(true);
      }
    }),
    { numRuns: 300 }
  );
});

test('the delay of a retry grows and stays short', () => {
  const scheduler = new Scheduler([{ name: 'a', after: [], retry: 12 }], 1);
  const delays: number[] = [];
  scheduler.next();
  scheduler.missed('a');
  for (let action = scheduler.next(); action?.kind === 'start'; action = scheduler.next()) {
    const consequence = scheduler.failed('a');
    if (consequence.kind === 'retry') {
      delays.push(consequence.delay);
      scheduler.retryDue('a');
    }
  }
  expect(delays).toHaveLength(12);
  expect(delays.slice(0, 4)).toEqual([0.25, 0.5, 1, 2]);
  expect(Math.max(...delays)).toBe(30);
});

test('cancelling ends what has not ended, and nothing starts after it', () => {
  const scheduler = new Scheduler(
    [
      { name: 'a', after: [], retry: 0 },
      { name: 'b', after: ['a'], retry: 0 }
    ],
    1
  );
  scheduler.next();
  scheduler.succeeded('a');
  expect(scheduler.cancel()).toEqual(['b']);
  expect(scheduler.next()).toBeNull();
  expect(scheduler.outcome).toBe('cancelled');
});
