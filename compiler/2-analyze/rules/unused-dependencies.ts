/** Declared dependencies through which no data flows. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import { isHard } from '../demand.js';
import type { Program } from '../program.js';
import type { StepResolution } from '../resolve-step.js';
import type { Unit } from '../step-unit.js';

/** Says nothing of a step whose needs are not fully known: what is missing may be what the dependency is for. */
export function unusedDependencies(
  { step, decisions, unanswered }: StepResolution,
  program: Program
): readonly Diagnostic[] {
  const { unit, after, inputs, definitions } = step;
  if (unanswered.some(isHard) || isBroken(unit)) {
    return [];
  }
  const wanted = decisions.flatMap(({ choice }) => [...choice.conflict, ...choice.touchers]);
  const providers = [...inputs.values(), ...definitions.map(({ from }) => from), ...wanted];
  return unit.step.after.flatMap(({ step: name, cell }) => {
    const before = program.indexOf(name);
    if (
      before === null ||
      isBroken(program.unit(before)) ||
      providers.some(provider => flowsThrough(provider, before, after, program))
    ) {
      return [];
    }
    return [
      problem('unused-dep', {
        cell,
        step: unit.name,
        steps: [name],
        message: `Step ${unit.name} comes after ${name}, but takes nothing from it.`,
        hint: 'Fine if it is there for the order, such as a file that is written first; else remove it to let both run at once.',
        fixes: [{ title: `Remove prev:${name}`, cell, addTags: [], removeTags: [`prev:${name}`] }]
      })
    ];
  });
}

/** The provider is that step, or is upstream only because of it. */
function flowsThrough(provider: number, before: number, after: ReadonlySet<number>, program: Program): boolean {
  return (
    provider === before ||
    (program.topology.isBefore(provider, before) &&
      ![...after].some(other => other !== before && (other === provider || program.topology.isBefore(provider, other))))
  );
}

function isBroken(unit: Unit): boolean {
  return unit.cells.some(({ analysis }) => analysis.findings.some(({ code }) => code === 'syntax'));
}
