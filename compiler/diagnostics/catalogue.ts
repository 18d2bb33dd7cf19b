/**
 * Every kind of problem that Collard reports, once. The code is stable: a retired one is never used for another meaning.
 * `docs/diagnostics.md` is generated from this table, and a test holds every code to a documented example.
 */
import type { Severity } from './diagnostic.js';

/** A small notebook that shows the problem: cells as [tags, source]. */
export type ExampleCells = readonly (readonly [tags: readonly string[], source: string])[];

export interface CatalogueEntry {
  readonly severity: Severity;
  /** One line, as a heading. */
  readonly title: string;
  /** Why it is a problem and what to do, in a few plain sentences. */
  readonly explanation: string;
  readonly example: ExampleCells;
}

export type DiagnosticCode = (typeof diagnosticCodes)[number];

export const diagnosticCodes = [
  // the notebook and its tags
  'notebook-format',
  'notebook-language',
  'no-steps',
  'unknown-tag',
  'invalid-tag',
  'tag-without-step',
  'conflicting-tags',
  'ignored-tag',
  'unknown-step',
  'self-dependency',
  'leading-cell',
  'metrics-not-last',
  'invalid-setting',
  // parameters and metrics
  'invalid-parameter',
  'invalid-metric',
  'metric-not-found',
  // Python
  'syntax',
  'conflict',
  'missing-dep',
  'defined-later',
  'in-skipped-cell',
  'undefined',
  'deleted',
  'maybe-star',
  'may-mutate',
  'alias-split',
  'param-overwritten',
  'import-in-step',
  'definition-by-value',
  'global-state',
  'random-state',
  'dynamic',
  'history',
  'input-call',
  'install-in-step',
  'unused-dep',
  'nonserializable-hint',
  'notebook-order',
  'shared-file',
  'unknown-magic',
  'late-cell-magic'
] as const;
