/** Analyzes notebooks for tests, from cells as [tags, source]. */
import { read } from '../../../compiler/1-read/index.js';
import { analyze, AnalysisCache, type AnalyzedNotebook } from '../../../compiler/2-analyze/index.js';
import type { AnalyzedStep } from '../../../compiler/2-analyze/analysis-model.js';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import { DiagnosticSink } from '../../../compiler/diagnostics/sink.js';
import { notebook as notebookOf, type TestCell } from '../../support/notebook.js';

export interface Analyzed {
  readonly notebook: AnalyzedNotebook;
  readonly problems: readonly Diagnostic[];
}

export function analyzed(cells: readonly TestCell[], cache = new AnalysisCache()): Analyzed {
  const sink = new DiagnosticSink();
  const steps = read(notebookOf(cells), 'test.ipynb', sink);
  if (steps === null) {
    throw new Error('the notebook of the test cannot be read');
  }
  return { notebook: analyze(steps, sink, cache), problems: sink.sorted(steps.order) };
}

export function stepOf({ notebook }: Analyzed, name: string): AnalyzedStep {
  const found = notebook.steps.find(({ step }) => step.name === name);
  if (found === undefined) {
    throw new Error(`the notebook of the test has no step ${name}`);
  }
  return found;
}

/** `x<a y<b`: where each input comes from. */
export function inputsOf(analysis: Analyzed, name: string): string {
  return stepOf(analysis, name)
    .inputs.map(({ name: input, from }) => `${input}<${from}`)
    .join(' ');
}

/** Names of the definitions that a step repeats, in order. */
export function definitionsOf(analysis: Analyzed, name: string): string {
  return stepOf(analysis, name)
    .definitions.map(({ name: definition }) => definition)
    .join(' ');
}

/** `code cell:line:column` of every problem, `severity` first. */
export function spoken({ problems }: Analyzed): readonly string[] {
  return problems.map(
    ({ severity, code, cell = '', span }) =>
      `${severity} ${code} ${cell}${span === undefined ? '' : `:${String(span.line)}:${String(span.column)}`}`
  );
}
