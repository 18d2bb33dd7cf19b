/** What phase 2 hands on: which step needs which value from where, and the facts about code that phase 3 slices. */
import type { ReadCell, ReadNotebook, ReadStep } from '../1-read/notebook-model.js';
import type { Metric, Parameter } from '../ir/plan.js';
import type { CellAnalysis } from './python/cell-analysis.js';

export interface AnalyzedCell extends ReadCell {
  readonly analysis: CellAnalysis;
}

/** A value that crosses from one step to another. */
export interface DataEdge {
  readonly name: string;
  readonly from: string;
}

/** A statement of an earlier step (an import, a function, a class) that a step repeats before it loads its inputs. */
export interface RepeatedDefinition {
  readonly name: string;
  readonly from: string;
  readonly cell: string;
  /** Index into `analysis.statements` of that cell. */
  readonly statement: number;
}

/** A name that a step leaves behind, with the place that binds or changes it last. */
export interface BoundName {
  readonly name: string;
  readonly cell: string;
  readonly line: number;
}

export interface AnalyzedStep {
  readonly step: ReadStep;
  readonly cells: readonly AnalyzedCell[];
  /** Steps that must come first: declared ones and those inferred from data. */
  readonly after: readonly string[];
  readonly inferred: readonly string[];
  /** Sorted by name. */
  readonly inputs: readonly DataEdge[];
  /** In the order in which they must be executed (notebook order). */
  readonly definitions: readonly RepeatedDefinition[];
  /** Pipeline parameters that its code, or code it calls, reads. Sorted. */
  readonly parameters: readonly string[];
  /** Values that a later step takes as input. Sorted by name. */
  readonly outputs: readonly BoundName[];
  /** Values (no functions, classes, modules, `_private` names) bound here, rebound by no later step and not in `outputs`. */
  readonly results: readonly BoundName[];
  readonly metrics: readonly Metric[];
}

export interface AnalyzedNotebook {
  readonly notebook: ReadNotebook;
  readonly prologue: readonly AnalyzedCell[];
  readonly parameters: readonly Parameter[];
  /** Same order as `notebook.steps`. */
  readonly steps: readonly AnalyzedStep[];
}
