/**
 * Phase 2: steps → which step needs which value from where. Everything that depends on the text of cells alone is taken from the
 * cache; what is left is linear in the number of steps and names.
 */
import type { ReadNotebook } from '../1-read/notebook-model.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import type { AnalysisCache } from './analysis-cache.js';
import type { AnalyzedNotebook } from './analysis-model.js';
import { analyzedSteps } from './analyzed-steps.js';
import { buildProgram } from './build-program.js';
import { ownMetrics } from './leavings.js';
import { readMetrics } from './metrics.js';
import { readParameters } from './parameters.js';
import { reportProblems } from './problems.js';
import { RepeatableDefinitions } from './repeatable.js';
import { resolveSteps } from './resolve-step.js';

export { AnalysisCache } from './analysis-cache.js';
export type { AnalyzedNotebook } from './analysis-model.js';

/** @param cache keeps what depends on the text of cells; pass the same one again and only edited cells cost anything. */
export function analyze(notebook: ReadNotebook, sink: DiagnosticSink, cache: AnalysisCache): AnalyzedNotebook {
  const parameters = readParameters(notebook.parameters, notebook.python, sink);
  const program = buildProgram(notebook, parameters, cache);
  const repeatable = new RepeatableDefinitions(program);
  const resolutions = resolveSteps(program, repeatable);
  reportProblems(resolutions, program, repeatable, sink);
  const metrics = ownMetrics(readMetrics(notebook.metrics, notebook.python, sink), program, sink);
  return { notebook, prologue: program.prologue.cells, parameters, steps: analyzedSteps(program, metrics) };
}
