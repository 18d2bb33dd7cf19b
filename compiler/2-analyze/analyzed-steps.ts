/** Writes down what was found out about the steps, in the words of phase 3: names of steps, ids of cells, sorted lists. */
import type { Metric } from '../ir/plan.js';
import type { AnalyzedStep } from './analysis-model.js';
import { boundNames, outputNames, resultNames } from './leavings.js';
import type { Program, Repeated, ResolvedStep } from './program.js';
import { prologueParameters } from './resolve-prologue.js';

export function analyzedSteps(
  program: Program,
  metrics: ReadonlyMap<number, readonly Metric[]>
): readonly AnalyzedStep[] {
  const outputs = outputNames(program);
  const everywhere = prologueParameters(program);
  return program.resolved.map(step => {
    const taken = outputs.get(step.unit.index) ?? new Set();
    return {
      step: step.unit.step,
      cells: step.unit.cells,
      after: namesOf(step.after, program),
      inferred: namesOf(step.inferred, program),
      inputs: inputsOf(step, program),
      definitions: step.definitions.map(definition => definitionOf(definition, program)),
      parameters: [...new Set([...step.parameters, ...everywhere])].sort(),
      outputs: boundNames(step, taken),
      results: boundNames(step, resultNames(step, taken, program)),
      metrics: metrics.get(step.unit.index) ?? []
    };
  });
}

function namesOf(steps: Iterable<number>, program: Program): readonly string[] {
  return [...steps].sort((left, right) => left - right).map(step => program.stepName(step));
}

function inputsOf({ inputs }: ResolvedStep, program: Program): AnalyzedStep['inputs'] {
  const names = [...inputs.keys()].sort();
  return names.flatMap(name => {
    const from = inputs.get(name);
    return from === undefined ? [] : [{ name, from: program.stepName(from) }];
  });
}

function definitionOf(
  { name, from, cell, statement }: Repeated,
  program: Program
): AnalyzedStep['definitions'][number] {
  return { name, from: program.stepName(from), cell: program.unit(from).cells[cell]?.id ?? '', statement };
}
