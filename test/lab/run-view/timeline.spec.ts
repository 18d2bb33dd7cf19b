/** When each attempt of each step ran, and the order of the rows. */
import { pendingRunView, type StepView } from '../../../protocol/run-view.js';
import { sortedRows, type SortKey, type StepRow } from '../../../src/run-view/overview/step-rows.js';
import { timelineOf } from '../../../src/run-view/overview/timeline-bars.js';

const pending = pendingRunView(['any']).steps['any'] as StepView;
const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

const row = (name: string, place: number, view: Partial<StepView>): StepRow => ({
  name,
  place,
  view: { ...pending, ...view }
});
const done = (name: string, started: number, seconds: number): StepRow =>
  row(name, 1, { phase: 'succeeded', attempt: 1, started: at(started), seconds });

describe('bars', () => {
  const bars = (rows: readonly StepRow[], now = 0): (readonly (string | number)[])[] =>
    timelineOf(rows, at(0), Date.parse(at(now))).rows.flatMap(({ name, bars: found }) =>
      found.map(({ attempt, phase, from, seconds }) => [name, attempt, phase, from, seconds])
    );

  test('begin where the step began, counted from the start of the run', () => {
    expect(bars([done('a', 2, 3), done('b', 5, 1)])).toEqual([
      ['a', 1, 'succeeded', 2, 3],
      ['b', 1, 'succeeded', 5, 1]
    ]);
  });

  test('of a running step reach up to now', () => {
    expect(bars([row('a', 1, { phase: 'running', started: at(1) })], 4)).toEqual([['a', 1, 'running', 1, 3]]);
  });

  test('of earlier attempts stand before the current one', () => {
    const earlier = [{ started: at(1), seconds: 1 }];
    const step = row('a', 1, { phase: 'succeeded', attempt: 2, started: at(4), seconds: 2, earlier });
    expect(bars([step])).toEqual([
      ['a', 1, 'failed', 1, 1],
      ['a', 2, 'succeeded', 4, 2]
    ]);
  });

  test('of a step that waits for another attempt show the one that failed', () => {
    expect(bars([row('a', 1, { phase: 'pending', started: at(1), seconds: 1 })])).toEqual([['a', 1, 'failed', 1, 1]]);
  });

  test('are missing for steps that did not run', () => {
    expect(bars([row('a', 1, { phase: 'cached' }), row('b', 2, { phase: 'skipped' })])).toEqual([]);
  });
});

describe('the axis', () => {
  test.each([
    [0.04, 0.01],
    [1, 0.2],
    [7, 2],
    [60, 20],
    [1000, 200]
  ])('of %d seconds has a mark every %d seconds', (seconds, step) => {
    const { axis } = timelineOf([done('a', 0, seconds)], at(0), 0);
    expect(axis.length).toBeCloseTo(seconds);
    expect(axis.ticks[0]).toBe(0);
    expect(axis.ticks[1]).toBeCloseTo(step);
    expect(axis.ticks.at(-1)).toBeLessThanOrEqual(seconds);
  });

  test('of a run that has not begun has a length, too', () => {
    expect(timelineOf([row('a', 1, {})], null, 0).axis.length).toBeGreaterThan(0);
  });
});

describe('rows of the table', () => {
  const rows = [
    row('c', 1, { phase: 'succeeded', started: at(3), seconds: 1, outputs: { x: 5, y: 5 } }),
    row('a', 2, { phase: 'failed', started: at(1), seconds: 9, outputs: { x: 20 } }),
    row('b', 3, { phase: 'skipped' })
  ];
  test.each<[SortKey, string, string]>([
    ['place', 'cab', 'bac'],
    ['name', 'abc', 'cba'],
    ['started', 'acb', 'cab'],
    ['seconds', 'cab', 'acb'],
    ['bytes', 'cab', 'acb']
  ])('by %s stand as %s, or as %s the other way; those without a value last', (key, ascending, descending) => {
    const order = (way: boolean): string =>
      sortedRows(rows, { key, descending: way })
        .map(({ name }) => name)
        .join('');
    expect([order(false), order(true)]).toEqual([ascending, descending]);
  });
});
