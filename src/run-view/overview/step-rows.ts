/** The rows of the table of steps, and the orders in which they can stand. */
import { totalBytes } from './total-bytes.js';
import type { StepView } from '../../../protocol/run-view.js';
import type { IRunModel } from '../../tokens.js';

export interface StepRow {
  readonly name: string;
  /** In the order of the pipeline, from 1. */
  readonly place: number;
  readonly view: StepView;
}

export type SortKey = 'place' | 'name' | 'phase' | 'started' | 'seconds' | 'bytes';

export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

export function stepRows({ plan, view }: Pick<IRunModel, 'plan' | 'view'>): readonly StepRow[] {
  return plan.steps.flatMap(({ name }, index) => {
    const step = view.steps[name];
    return step === undefined ? [] : [{ name, place: index + 1, view: step }];
  });
}

/** Rows without a value stand last in either direction. */
export function sortedRows(rows: readonly StepRow[], { key, descending }: Sorting): readonly StepRow[] {
  return [...rows].sort((left, right) => {
    const [a, b] = [valueOf(left, key), valueOf(right, key)];
    if (a === null || b === null) {
      return a === b ? left.place - right.place : a === null ? 1 : -1;
    }
    const order = a < b ? -1 : a > b ? 1 : 0;
    return order === 0 ? left.place - right.place : descending ? -order : order;
  });
}

function valueOf({ name, place, view }: StepRow, key: SortKey): string | number | null {
  switch (key) {
    case 'place':
      return place;
    case 'name':
      return name;
    case 'phase':
      return view.phase;
    case 'started':
      return view.started;
    case 'seconds':
      return view.seconds;
    case 'bytes':
      return Object.keys(view.outputs).length === 0 ? null : totalBytes(view);
  }
}
