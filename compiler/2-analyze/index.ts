/**
 * Phase 2: steps → which step needs which value from where. Everything that depends on the text of cells alone is taken from the
 * cache; what is left is linear in the number of steps and names.
 */
import type { ReadCell, ReadNotebook } from '../1-read/notebook-model.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import type { Parameter } from '../ir/plan.js';
import type { AnalysisCache, KnownCell } from './analysis-cache.js';
import type { AnalyzedNotebook, AnalyzedStep } from './analysis-model.js';
import { boundNames, outputNames, ownMetrics, resultNames } from './leavings.js';
import { readMetrics } from './metrics.js';
import { readParameters } from './parameters.js';
import { reportProblems } from './problems.js';
import { Program } from './program.js';
import { RepeatableDefinitions } from './repeatable.js';
import { prologueParameters } from './resolve-prologue.js';
import { StepResolver, type StepResolution } from './resolve-step.js';
import { PROLOGUE, type Unit, type UnitCell } from './step-unit.js';

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
  const outputs = outputNames(program);
  return {
    notebook,
    prologue: program.prologue.cells,
    parameters,
    steps: program.resolved.map((step): AnalyzedStep => {
      const taken = outputs.get(step.unit.index) ?? new Set();
      const nameOf = (index: number): string => program.stepName(index);
      return {
        step: step.unit.step,
        cells: step.unit.cells,
        after: inOrder(step.after).map(nameOf),
        inferred: inOrder(step.inferred).map(nameOf),
        inputs: [...step.inputs].map(([name, from]) => ({ name, from: nameOf(from) })).sort(byName),
        definitions: step.definitions.map(({ name, from, cell, statement }) => ({
          name,
          from: nameOf(from),
          cell: program.unit(from).cells[cell]?.id ?? '',
          statement
        })),
        parameters: [...new Set([...step.parameters, ...prologueParameters(program)])].sort(),
        outputs: boundNames(step, taken),
        results: boundNames(step, resultNames(step, taken, program)),
        metrics: metrics.get(step.unit.index) ?? []
      };
    })
  };
}

function buildProgram(notebook: ReadNotebook, parameters: readonly Parameter[], cache: AnalysisCache): Program {
  const { python } = notebook;
  let postponesAnnotations = false;
  const unit = (index: number, name: string, cells: readonly ReadCell[]): Unit => {
    const known = cells.map(({ source }) => cache.cell(source, python));
    const facts = cache.step(known, { postponesAnnotations });
    postponesAnnotations ||= known.some(cell => cell.facts.ops.postponesAnnotations);
    return { index, name, cells: cells.map(cell => withFacts(cell, cache.cell(cell.source, python))), facts };
  };
  const prologue = unit(PROLOGUE, '', notebook.prologue);
  const steps = notebook.steps.map((step, index) => ({ ...unit(index, step.name, step.cells), step }));
  const byName = new Map(parameters.map(parameter => [parameter.name, parameter]));
  const leftOut = notebook.leftOut.map(cell => withFacts(cell, cache.cell(cell.source, python)));
  return new Program(notebook, steps, prologue, byName, leftOut, cache.bodies);
}

function resolveSteps(program: Program, repeatable: RepeatableDefinitions): readonly StepResolution[] {
  const resolver = new StepResolver(program, repeatable);
  return program.steps.map(unit => {
    const declared = unit.step.after
      .flatMap(({ step }) => program.indexOf(step) ?? [])
      .filter(step => step < unit.index);
    const resolution = resolver.resolve(unit, new Set(declared));
    program.add(resolution.step);
    return resolution;
  });
}

function inOrder(steps: Iterable<number>): readonly number[] {
  return [...steps].sort((left, right) => left - right);
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

function withFacts<Cell extends ReadCell>(cell: Cell, { facts }: KnownCell): Cell & Pick<UnitCell, 'analysis'> {
  return { ...cell, analysis: facts };
}
