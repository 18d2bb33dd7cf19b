/** When each attempt of each step ran, as parts of the whole. */
import type { Phase } from '../../../protocol/run-event.js';
import type { StepView } from '../../../protocol/run-view.js';
import type { StepRow } from './step-rows.js';

export interface Bar {
  readonly attempt: number;
  readonly phase: Phase;
  /** Seconds after the start of the axis. */
  readonly from: number;
  readonly seconds: number;
}

export interface TimelineRow {
  readonly name: string;
  readonly phase: Phase;
  readonly bars: readonly Bar[];
}

export interface TimelineAxis {
  /** Length in seconds; never 0. */
  readonly length: number;
  /** Seconds at which a line with a number stands. */
  readonly ticks: readonly number[];
}

/** @param now what is running reaches up to here; milliseconds, as of `Date.now()`. */
export function timelineOf(
  rows: readonly StepRow[],
  started: string | null,
  now: number
): { readonly rows: readonly TimelineRow[]; readonly axis: TimelineAxis } {
  const starts = rows.flatMap(({ view }) => [view.started, ...view.earlier.map(attempt => attempt.started)]);
  const times = [started, ...starts].flatMap(time => (time === null ? [] : [Date.parse(time)]));
  const zero = times.length === 0 ? now : Math.min(...times);
  const found = rows.map(({ name, view }) => ({ name, phase: view.phase, bars: barsOf(view, zero, now) }));
  const end = Math.max(0, ...found.flatMap(({ bars }) => bars.map(({ from, seconds }) => from + seconds)));
  return { rows: found, axis: axisOf(end) };
}

function barsOf(view: StepView, zero: number, now: number): readonly Bar[] {
  const at = (time: string): number => Math.max(0, (Date.parse(time) - zero) / 1000);
  const bars: Bar[] = view.earlier.map(({ started, seconds }, index) => ({
    attempt: index + 1,
    phase: 'failed',
    from: at(started),
    seconds
  }));
  if (view.started !== null && (view.seconds !== null || view.phase === 'running')) {
    const from = at(view.started);
    const seconds = view.seconds ?? Math.max(0, (now - zero) / 1000 - from);
    const phase = view.phase === 'pending' ? 'failed' : view.phase; // waits for another attempt
    bars.push({ attempt: bars.length + 1, phase, from, seconds });
  }
  return bars;
}

/** Steps of 1, 2 or 5 times a power of ten, so that four to ten of them fit. */
function axisOf(end: number): TimelineAxis {
  const length = Math.max(end, 0.01);
  const rough = length / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10) * power;
  const ticks = Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
  return { length, ticks };
}
