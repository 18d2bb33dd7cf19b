/** What each step leaves behind: outputs that later steps read, results that nobody reads, and the metrics that it owns. */
import type { DiagnosticSink } from '../diagnostics/sink.js';
import { problem } from '../diagnostics/problem.js';
import type { Metric } from '../ir/plan.js';
import type { BoundName } from './analysis-model.js';
import type { ReadMetric } from './metrics.js';
import { ownMeaning } from './meaning.js';
import type { Program, ResolvedStep } from './program.js';
import { chooseProvider, NOBODY } from './providers.js';
import { nearest } from '../diagnostics/spelling.js';
import { lastBind } from './step-unit.js';
import { isCertain } from './writes.js';

/** Names that some step takes as input, by the step that provides them. */
export function outputNames(program: Program): ReadonlyMap<number, ReadonlySet<string>> {
  const outputs = new Map<number, Set<string>>();
  for (const { inputs } of program.resolved) {
    for (const [name, provider] of inputs) {
      outputs.set(provider, (outputs.get(provider) ?? new Set()).add(name));
    }
  }
  return outputs;
}

export function boundNames({ unit, writes }: ResolvedStep, names: Iterable<string>): readonly BoundName[] {
  return [...names].sort().flatMap(name => {
    const place = writes.get(name)?.place;
    const cell = place === undefined ? undefined : unit.cells[place.cell];
    return place === undefined || cell === undefined ? [] : [{ name, cell: cell.id, line: place.span.line }];
  });
}

/** Values that are final here: no later step writes them, and none reads them. */
export function resultNames(step: ResolvedStep, outputs: ReadonlySet<string>, program: Program): readonly string[] {
  const { unit, writes } = step;
  return [...writes.entries()]
    .filter(([name, write]) => isCertain(write) && !name.startsWith('_') && !outputs.has(name))
    .filter(([name]) => isValue(step, name))
    .filter(([name]) => !program.writersOf(name).some(other => other > unit.index && isWriter(other, name, program)))
    .map(([name]) => name);
}

function isValue({ unit }: ResolvedStep, name: string): boolean {
  const shape = lastBind(unit, name)?.op?.shape;
  return ownMeaning(unit, name)?.kind !== 'code' && shape !== 'module' && shape !== 'lambda';
}

function isWriter(step: number, name: string, program: Program): boolean {
  const write = program.write(step, name);
  return write !== undefined && isCertain(write);
}

/** Which step reports each metric: the provider of its variable as a step after all others would see it. */
export function ownMetrics(
  metrics: readonly ReadMetric[],
  program: Program,
  sink: DiagnosticSink
): ReadonlyMap<number, readonly Metric[]> {
  const owners = new Map<number, Metric[]>();
  for (const metric of metrics) {
    const owner = ownerOf(metric, program, sink);
    if (owner !== null) {
      const { name, variable } = metric;
      owners.set(owner, [...(owners.get(owner) ?? []), { name, variable }]);
    }
  }
  return owners;
}

function ownerOf(metric: ReadMetric, program: Program, sink: DiagnosticSink): number | null {
  const { variable } = metric;
  const choice = chooseProvider(variable, program.writersOf(variable), program);
  if (choice !== null && choice.conflict.length > 0) {
    reportConflict(metric, choice.conflict, program, sink);
  }
  if (choice !== null && choice.provider !== NOBODY && program.write(choice.provider, variable)?.level !== 'delete') {
    return choice.provider;
  }
  if (program.parameters.has(variable) || program.prologue.facts.mayEnd.has(variable)) {
    const reader = program.resolved.find(({ origins }) => origins.has(variable));
    return reader?.unit.index ?? program.steps.length - 1;
  }
  reportMissing(metric, program, sink);
  return null;
}

function spanOf({ line, variable }: ReadMetric): { line: number; column: number; endLine: number; endColumn: number } {
  const column = 'print('.length;
  return { line, column, endLine: line, endColumn: column + variable.length };
}

function reportMissing(metric: ReadMetric, program: Program, sink: DiagnosticSink): void {
  const meant = nearest(metric.variable, program.knownNames);
  sink.add(
    problem('metric-not-found', {
      cell: metric.cell,
      span: spanOf(metric),
      name: metric.variable,
      message: `No step leaves ${metric.variable} behind, so the metric is left out.`,
      hint: meant === null ? 'Compute it in a step, or correct the name.' : `Did you mean ${meant}?`
    })
  );
}

function reportConflict(metric: ReadMetric, steps: readonly number[], program: Program, sink: DiagnosticSink): void {
  const names = steps.map(step => program.stepName(step));
  sink.add(
    problem('conflict', {
      cell: metric.cell,
      span: spanOf(metric),
      name: metric.variable,
      steps: names,
      message: `The metric ${metric.variable} is written by parallel steps: ${names.join(' and ')}.`,
      hint: 'Give it a name of its own in each of them, or put one after the other with prev:.'
    })
  );
}
