/** What a run says about one cell: the phase of its step, whether it is the one that executes now, and whether it failed. */
import type { CellRole } from '../../compiler/edit/index.js';
import type { Phase } from '../../protocol/run-event.js';
import type { RunView, StepView } from '../../protocol/run-view.js';
import type { IRunModel } from '../tokens.js';

export interface CellInRun {
  readonly id: string;
  /** Shown where the step begins, and where something of it happens. */
  readonly phase: Phase | null;
  /** ISO text, for a step that runs. */
  readonly started: string | null;
  readonly seconds: number | null;
  /** Why it was reused, not reused, or skipped; empty when nothing is to be said. */
  readonly because: string;
  /** The cell is executing right now. */
  readonly executes: boolean;
  /** What went wrong in this cell, or, when no cell is at fault, in the step that it opens. */
  readonly failure: { readonly step: string; readonly sentence: string; readonly line: number | null } | null;
}

/** Null when the run has nothing to say about the cell. */
export function cellInRun({ id, view }: IRunModel, { cell, step, opens }: CellRole): CellInRun | null {
  const own = step === null ? undefined : view.steps[step];
  const executes = Object.values(view.steps).some(each => each.phase === 'running' && each.cell === cell);
  const failure = failureOf(view, cell, opens ? step : null);
  const phase = executes ? 'running' : opens ? (own?.phase ?? null) : failure === null ? null : 'failed';
  if (phase === null) {
    return null;
  }
  return {
    id,
    phase,
    started: phase === 'running' ? (own?.started ?? null) : null,
    seconds: opens ? (own?.seconds ?? null) : null,
    because: opens ? (own?.because ?? '') : '',
    executes,
    failure
  };
}

/** @param opened step whose failures without a cell are shown here. */
function failureOf({ steps }: RunView, cell: string, opened: string | null): CellInRun['failure'] {
  for (const [step, { phase, error }] of Object.entries(steps)) {
    if (phase === 'failed' && error !== null && (error.cell === cell || (error.cell === null && step === opened))) {
      return { step, sentence: sentenceOf(error), line: error.line };
    }
  }
  return null;
}

function sentenceOf({ name, message }: NonNullable<StepView['error']>): string {
  return message === '' ? name : `${name}: ${message}`;
}
