/** What a badge says about its cell, as plain data: two badges with equal content look the same. */
import type { CellRole } from '../../compiler/edit/index.js';
import type { Diagnostic, PlanStep } from '../../compiler/index.js';
import { problemsByCell, type ProblemsByCell } from '../problems/problems-by-cell.js';
import type { IRunModel, PipelineState } from '../tokens.js';
import { cellInRun, type CellInRun } from './cell-in-run.js';
import { stepMarks, type StepMark } from './step-marks.js';

export interface BadgeContent {
  readonly kind: CellRole['kind'];
  readonly step: string | null;
  readonly opens: boolean;
  /** Place of the step by order of appearance, from 0; null outside of steps. */
  readonly place: number | null;
  /** Steps that this one comes after, with what it needs of each. */
  readonly after: readonly { readonly step: string; readonly names: readonly string[] }[];
  readonly marks: readonly StepMark[];
  /** The worst first. */
  readonly problems: readonly Diagnostic[];
  readonly run: CellInRun | null;
}

/** What all badges of a notebook need of its state, looked up once. */
export class BadgeContents {
  constructor(
    private readonly state: PipelineState,
    private readonly run: IRunModel | null
  ) {
    this.places = new Map(state.steps.map((step, place) => [step, place]));
    this.steps = new Map(state.plan?.steps.map(step => [step.name, step]));
    this.problems = problemsByCell(state.diagnostics);
  }

  /** Null for a cell that the state does not know yet. */
  of(cell: string): BadgeContent | null {
    const role = this.state.cells.get(cell);
    if (role === undefined) {
      return null;
    }
    const { kind, step, opens } = role;
    return {
      kind,
      step,
      opens,
      place: step === null ? null : (this.places.get(step) ?? null),
      after: opens && step !== null ? afterOf(role, this.steps.get(step)) : [],
      marks: opens ? stepMarks(role) : [],
      problems: this.problems.get(cell) ?? [],
      run: this.run === null ? null : cellInRun(this.run, role)
    };
  }

  private readonly places: ReadonlyMap<string, number>;
  private readonly steps: ReadonlyMap<string, PlanStep>;
  private readonly problems: ProblemsByCell;
}

/** A step that could not be planned says at least what its tags declare. */
function afterOf({ tags }: CellRole, step: PlanStep | undefined): BadgeContent['after'] {
  const names = step?.after ?? tags.flatMap(({ tag }) => (tag.kind === 'prev' ? [tag.name] : []));
  return names.map(name => ({
    step: name,
    names: step?.inputs.flatMap(input => (input.from === name ? [input.name] : [])) ?? []
  }));
}
