/** Dependencies that the data has and no tag declares: one problem for each, however many names flow through it. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Decision } from '../name-lookup.js';
import type { Program } from '../program.js';
import type { StepResolution } from '../resolve-step.js';
import { addPrevious, type StepUnit } from '../step-unit.js';
import { placeOf, relatedFunction, relatedWrites } from './decisions.js';

/** More names than this are counted. */
const mostNamed = 6;

export function missingDependencies({ step, decisions }: StepResolution, program: Program): readonly Diagnostic[] {
  const inferred = decisions.filter(
    ({ choice, inferred: isInferred }) => isInferred && program.stepName(choice.provider) !== ''
  );
  const providers = [...new Set(inferred.map(({ choice }) => choice.provider))];
  return providers.flatMap(provider => {
    const through = inferred.filter(({ choice }) => choice.provider === provider).sort(inOrderOfPlace);
    return missingDependency(provider, through, step.unit, program);
  });
}

function missingDependency(
  provider: number,
  through: readonly Decision[],
  unit: StepUnit,
  program: Program
): readonly Diagnostic[] {
  const [first] = through;
  if (first === undefined) {
    return [];
  }
  const before = program.stepName(provider);
  const related = through.flatMap(({ demand }) => [
    ...relatedWrites(demand.name, [provider], program),
    ...relatedFunction(demand)
  ]);
  return [
    problem('missing-dep', {
      ...placeOf(first.demand, unit),
      severity: unit.step.after.length > 0 ? 'warning' : 'info',
      steps: [before],
      message: `Step ${unit.name} reads ${listed(through)} of step ${before}, which no tag puts before it.`,
      hint: `Collard runs ${before} first. Add the tag prev:${before} to say so.`,
      related,
      fixes: addPrevious(unit, before)
    })
  ];
}

function inOrderOfPlace({ demand: left }: Decision, { demand: right }: Decision): number {
  return (
    left.place.cell - right.place.cell ||
    left.place.span.line - right.place.span.line ||
    left.place.span.column - right.place.span.column
  );
}

/** `x`, `x and y`, `x, y and z`, and so on. */
function listed(decisions: readonly Decision[]): string {
  const names = decisions.map(({ demand }) => demand.name);
  const shown = names.length > mostNamed ? names.slice(0, mostNamed) : names.slice(0, -1);
  const last = names.length > mostNamed ? `${names.length - mostNamed} more` : names.at(-1);
  return [shown.join(', '), last].filter(part => part !== '').join(' and ');
}
