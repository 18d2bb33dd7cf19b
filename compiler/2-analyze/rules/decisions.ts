/** Problems with the choice of a provider: several of them, none upstream, one that cannot hand the value on. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import { isHard, type Demand } from '../demand.js';
import { meaningOf } from '../meaning.js';
import type { Program } from '../program.js';
import type { RepeatableDefinitions } from '../repeatable.js';
import type { Decision } from '../name-lookup.js';
import type { StepResolution } from '../resolve-step.js';
import { addPrevious, lastBind, locate, locateThrough, spoken, type StepUnit } from '../step-unit.js';

export function decisionProblems(
  { step, decisions }: StepResolution,
  program: Program,
  repeatable: RepeatableDefinitions
): readonly Diagnostic[] {
  const { unit } = step;
  return decisions.flatMap(decision => [
    ...conflict(decision, unit, program),
    ...mayMutate(decision, unit, program),
    ...importInStep(decision, unit, program, repeatable),
    ...deletedUpstream(decision, unit, program)
  ]);
}

/** Where a demand stands, and the function that it comes through. */
export function placeOf(demand: Demand, unit: StepUnit): Pick<Diagnostic, 'cell' | 'span' | 'step' | 'name'> {
  return { ...locate(unit, demand.place), step: unit.name, name: demand.name };
}

export function relatedFunction({ name, through }: Demand): NonNullable<Diagnostic['related']> {
  return through === null
    ? []
    : [
        {
          ...locateThrough(through.unit, through.through),
          message: `${through.through.name} reads ${name} here`
        }
      ];
}

export function relatedWrites(
  name: string,
  steps: readonly number[],
  program: Program
): NonNullable<Diagnostic['related']> {
  return steps.flatMap(step => {
    const write = program.write(step, name);
    return write === undefined
      ? []
      : [{ ...locate(program.unit(step), write.place), message: `step ${program.stepName(step)} writes ${name} here` }];
  });
}

function names(steps: readonly number[], program: Program): readonly string[] {
  return steps.map(step => program.stepName(step));
}

function conflict({ demand, choice }: Decision, unit: StepUnit, program: Program): readonly Diagnostic[] {
  const [first, last] = [choice.conflict[0], choice.conflict.at(-1)];
  if (first === undefined || last === undefined || demand.kind === 'pass-through' || demand.kind === 'deferred') {
    return [];
  }
  const where = choice.conflict.map(step => {
    const write = program.write(step, demand.name);
    return `${program.stepName(step)}${write === undefined ? '' : ` (${spoken(program.unit(step), write.place)})`}`;
  });
  return [
    problem('conflict', {
      ...placeOf(demand, unit),
      steps: names(choice.conflict, program),
      message: `Step ${unit.name} reads ${demand.name}, which parallel steps write: ${where.join(' and ')}.`,
      hint: `Rename it in one of them, put ${program.stepName(last)} after ${program.stepName(first)} with prev:${program.stepName(first)}, or bind ${demand.name} in ${unit.name} before reading it.`,
      related: [...relatedWrites(demand.name, choice.conflict, program), ...relatedFunction(demand)],
      fixes: lastStep(program, last).flatMap(step => addPrevious(step, program.stepName(first)))
    })
  ];
}

function lastStep(program: Program, index: number): readonly StepUnit[] {
  return program.steps[index] === undefined ? [] : [program.steps[index]];
}

function mayMutate({ demand, choice }: Decision, unit: StepUnit, program: Program): readonly Diagnostic[] {
  if (choice.touchers.length === 0 || !isHard(demand)) {
    return [];
  }
  const steps = names(choice.touchers, program);
  return [
    problem('may-mutate', {
      ...placeOf(demand, unit),
      steps,
      message: `Parallel steps may change ${demand.name} before ${unit.name} reads it: ${steps.join(', ')}.`,
      hint: `${unit.name} gets ${demand.name} as it was without them. If they do change it, put them one after the other with prev:.`,
      related: relatedWrites(demand.name, choice.touchers, program)
    })
  ];
}

/** An import that a step makes is repeated where it is used, or cannot be when it stands in a branch. */
function importInStep(
  { demand, choice }: Decision,
  unit: StepUnit,
  program: Program,
  repeatable: RepeatableDefinitions
): readonly Diagnostic[] {
  const { provider } = choice;
  const meaning = meaningOf(demand.name, { from: 'step', step: provider }, program);
  if (
    meaning.kind !== 'module' ||
    demand.through !== null ||
    demand.kind === 'pass-through' ||
    choice.conflict.length > 0
  ) {
    return [];
  }
  const bind = lastBind(program.unit(provider), demand.name);
  const isRepeated = repeatable.of(provider, demand.name) !== null;
  return [
    problem('import-in-step', {
      ...placeOf(demand, unit),
      severity: isRepeated ? 'warning' : 'error',
      steps: [program.stepName(provider)],
      message: isRepeated
        ? `Step ${unit.name} uses ${demand.name}, which step ${program.stepName(provider)} imports; the import is repeated here.`
        : `Step ${unit.name} uses ${demand.name}, which step ${program.stepName(provider)} imports in a place that cannot be repeated.`,
      hint: 'Move the import to a cell tagged imports, where every step has it.',
      related:
        bind === null
          ? []
          : [{ ...locate(program.unit(provider), bind.place), message: `${demand.name} is imported here` }]
    })
  ];
}

function deletedUpstream({ demand, choice }: Decision, unit: StepUnit, program: Program): readonly Diagnostic[] {
  const write = program.write(choice.provider, demand.name);
  if (write?.level !== 'delete' || !isHard(demand)) {
    return [];
  }
  const by = program.stepName(choice.provider);
  return [
    problem('deleted', {
      ...placeOf(demand, unit),
      severity: demand.kind === 'certain' ? 'error' : 'warning',
      steps: [by],
      message: `Step ${unit.name} reads ${demand.name}, which step ${by} has deleted.`,
      hint: `Remove the del, or do not put ${unit.name} after ${by}.`,
      related: [{ ...locate(program.unit(choice.provider), write.place), message: `${demand.name} is deleted here` }]
    })
  ];
}
