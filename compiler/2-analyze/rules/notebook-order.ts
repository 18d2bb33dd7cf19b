/** A step that gets another value than the notebook would show at the same place. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Program } from '../program.js';
import { sameDefinition } from '../providers.js';
import type { StepResolution } from '../resolve-step.js';
import { addPrevious, locate, PROLOGUE } from '../step-unit.js';
import { isCertain } from '../writes.js';

export function notebookOrder({ step, demands }: StepResolution, program: Program): readonly Diagnostic[] {
  const { unit, origins } = step;
  return [...demands.values()].flatMap(demand => {
    const origin = origins.get(demand.name);
    if (origin === undefined || origin.from === 'nowhere' || origin.from === 'builtin') {
      return [];
    }
    const provider = origin.from === 'step' ? origin.step : PROLOGUE;
    const between = program
      .writersOf(demand.name)
      .filter(other => program.write(other, demand.name)?.level !== 'delete')
      .filter(other => other > provider && other < unit.index && !program.topology.isBefore(other, unit.index))
      .filter(other => provider === PROLOGUE || !sameDefinition(demand.name, [provider, other], program));
    const last = between.filter(other => isCertainWriter(other, demand.name, program)).at(-1) ?? between.at(-1);
    const write = last === undefined ? undefined : program.write(last, demand.name);
    if (last === undefined || write === undefined) {
      return [];
    }
    const by = program.stepName(last);
    const from = origin.from === 'step' ? `step ${program.stepName(provider)}` : `the ${origin.from}`;
    const may = isCertain(write) ? 'changes' : 'may change';
    return [
      problem('notebook-order', {
        ...locate(unit, demand.place),
        severity: may === 'changes' ? 'warning' : 'info',
        step: unit.name,
        name: demand.name,
        steps: [by],
        message: `Step ${unit.name} gets ${demand.name} from ${from}, but in the notebook step ${by} ${may} it before.`,
        hint: `Add prev:${by} to get the value that the notebook shows, or rename ${demand.name} in one of the steps.`,
        related: [{ ...locate(program.unit(last), write.place), message: `step ${by} ${may} ${demand.name} here` }],
        fixes: addPrevious(unit, by)
      })
    ];
  });
}

function isCertainWriter(step: number, name: string, program: Program): boolean {
  const write = program.write(step, name);
  return write !== undefined && isCertain(write);
}
