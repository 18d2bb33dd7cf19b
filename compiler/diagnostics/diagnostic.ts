/** A problem in the user's notebook, as data: what is wrong, where, and what to do about it. */
import type { DiagnosticCode } from './catalogue.js';

export type Severity = 'error' | 'warning' | 'info';

/** A stretch of one cell. Lines count from 1, columns from 0 in UTF-16 units, as editors count them; the end is exclusive. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A place in the notebook; `cell` is the cell's id, absent for the notebook as a whole. */
export interface Location {
  readonly cell?: string;
  readonly span?: Span;
}

/** A change that a tool may apply without asking Python: tags of one cell, added and removed. */
export interface Fix {
  readonly title: string;
  readonly cell: string;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
}

/** A second place that belongs to the problem, with its own sentence. */
export interface Related extends Location {
  readonly message: string;
}

export interface Diagnostic extends Location {
  /** Stable: never reused for another meaning. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  /** What to do, as an instruction; empty when there is nothing to do. */
  readonly hint: string;
  readonly step?: string;
  /** The Python name that it is about. */
  readonly name?: string;
  /** Other steps that take part, such as the one that defines the name. */
  readonly steps?: readonly string[];
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}
