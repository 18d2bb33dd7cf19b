/**
 * The compiler: a notebook becomes a plan and a list of problems. Pure: no disk, clock, network, DOM or Node; it executes
 * nothing of the notebook. The phases, in order, are the three verbs below.
 */
import { read } from './1-read/index.js';
import { readDocument } from './1-read/notebook.js';
import type { CodeCell } from './1-read/notebook.js';
import { analyze, AnalysisCache } from './2-analyze/index.js';
import { lower } from './3-lower/index.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { DiagnosticSink } from './diagnostics/sink.js';
import type { Plan } from './ir/plan.js';

export type { Diagnostic, Fix, Location, Severity, Span } from './diagnostics/diagnostic.js';
export type { Parameter, Plan, PlanStep } from './ir/plan.js';
export type { CodeCell } from './1-read/notebook.js';
export { literalForType } from './2-analyze/literals.js';
export { AnalysisCache };

export interface CompileOptions {
  /** Names the pipeline when the notebook does not. */
  readonly fileName?: string;
  /** Keep one and pass it again: cells whose text did not change are not analyzed again. */
  readonly cache?: AnalysisCache;
}

export interface Compilation {
  /** As much of the plan as could be built; null when there is no step to run. Run it only if no diagnostic is an error. */
  readonly plan: Plan | null;
  /** All problems at once, by place in the notebook. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a notebook.
 *
 * @param notebook JSON text of an `.ipynb` file, or the same parsed.
 */
export function compile(
  notebook: unknown,
  { fileName = '', cache = new AnalysisCache() }: CompileOptions = {}
): Compilation {
  const sink = new DiagnosticSink();
  const steps = read(notebook, fileName, sink);
  if (steps === null || sink.has('notebook-language')) {
    return { plan: null, diagnostics: sink.sorted(steps?.order ?? new Map()) };
  }
  const plan = lower(analyze(steps, sink, cache), cache.digests);
  return { plan: plan.steps.length === 0 ? null : plan, diagnostics: sink.sorted(steps.order) };
}

/** The code cells of a notebook with their places, texts and tags, for whoever shows problems. Empty when it cannot be read. */
export function codeCells(notebook: unknown): readonly CodeCell[] {
  return readDocument(notebook, new DiagnosticSink())?.cells ?? [];
}
