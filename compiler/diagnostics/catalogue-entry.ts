/** What is written down about one kind of problem. */
import type { Severity } from './diagnostic.js';

/** A small notebook that shows the problem: cells as [tags, source]. Empty where no list of cells can show it. */
export type ExampleCells = readonly (readonly [tags: readonly string[], source: string])[];

export interface CatalogueEntry {
  /** The usual severity; a milder or graver case says so itself. */
  readonly severity: Severity;
  /** One line, as a heading. */
  readonly title: string;
  /** Why it is a problem and what to do, in a few plain sentences. */
  readonly explanation: string;
  readonly example: ExampleCells;
}
