/** What phase 1 hands on: the notebook as steps, with every tag understood and nothing of Python looked at yet. */
import type { Secret } from '../ir/plan.js';

/** One code cell that takes part in the pipeline. */
export interface ReadCell {
  readonly id: string;
  /** Place among the notebook's code cells, from 0; messages add 1. */
  readonly position: number;
  readonly source: string;
}

/** `prev:<step>` on a cell: the step must wait for another one. */
export interface DeclaredEdge {
  readonly step: string;
  readonly cell: string;
}

/** A named group of cells and everything its tags say. */
export interface ReadStep {
  readonly name: string;
  readonly cells: readonly ReadCell[];
  readonly after: readonly DeclaredEdge[];
  readonly limits: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly image: string | null;
  readonly cache: 'auto' | 'enabled' | 'disabled';
  readonly report: boolean;
  readonly secrets: readonly Secret[];
  readonly retry: number;
  /** Seconds for one attempt. */
  readonly timeout: number | null;
}

/** A cell that runs in the notebook but in no step: tagged `skip`, or untagged before the first tag. */
export interface LeftOutCell extends ReadCell {
  readonly why: 'skip' | 'leading';
}

export interface ReadNotebook {
  readonly name: string;
  readonly description: string;
  /** `major.minor` of the kernel's Python, when the notebook says so. */
  readonly python: string | null;
  /** All imports cells, then all functions cells: the order in which every step executes them. */
  readonly prologue: readonly ReadCell[];
  readonly parameters: readonly ReadCell[];
  readonly metrics: readonly ReadCell[];
  /** In notebook order of their first cells; `after` names only earlier steps. */
  readonly steps: readonly ReadStep[];
  readonly leftOut: readonly LeftOutCell[];
  /** Position of every cell of the notebook by id, for sorting. */
  readonly order: ReadonlyMap<string, number>;
}
