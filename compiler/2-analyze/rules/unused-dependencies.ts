/** Declared dependencies through which no data flows. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Program } from '../program.js';
import type { StepResolution } from '../resolve-step.js';

export function unusedDependencies({ step, decisions }: StepResolution, program: Program): readonly Diagnostic[] {
  const { unit, after, inputs, definitions } = step;
  const wanted = decisions.flatMap(({ choice }) => [...choice.conflict, ...choice.touchers]);
  const providers = [...inputs.values(), ...definitions.map(({ from }) => from), ...wanted];
  return unit.step.after.flatMap(({ step: name, cell }) => {
    const before = program.indexOf(name);
    if (before === null || providers.some(provider => flowsThrough(provider, before, after, program))) {
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
