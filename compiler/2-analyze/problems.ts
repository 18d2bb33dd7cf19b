/** Reports everything that is worth a word once all steps are resolved. One line a rule. */
import type { DiagnosticSink } from '../diagnostics/sink.js';
import type { Program } from './program.js';
import type { RepeatableDefinitions } from './repeatable.js';
import { checkPrologue } from './resolve-prologue.js';
import type { StepResolution } from './resolve-step.js';
import { splitAliases } from './rules/alias-split.js';
import { definitionsByValue, doubtfulValues } from './rules/by-value.js';
import { decisionProblems } from './rules/decisions.js';
import { missingDependencies } from './rules/missing-dependencies.js';
import { notebookOrder } from './rules/notebook-order.js';
import { globalState } from './rules/process-state.js';
import { randomState } from './rules/random-state.js';
import { sharedFiles } from './rules/shared-files.js';
import { cellFindings, deletedNames, overwrittenParameters } from './rules/step-code.js';
import { unansweredProblem, type Reader } from './rules/unanswered.js';
import { unusedDependencies } from './rules/unused-dependencies.js';

export function reportProblems(
  resolutions: readonly StepResolution[],
  program: Program,
  repeatable: RepeatableDefinitions,
  sink: DiagnosticSink
): void {
  const found = [
    ...cellFindings(program.prologue, program),
    ...resolutions.flatMap(resolution => [
      ...cellFindings(resolution.step.unit, program),
      ...deletedNames(resolution.step.unit),
      ...overwrittenParameters(resolution.step, program),
      ...unanswered(resolution, program),
      ...decisionProblems(resolution, program, repeatable),
      ...missingDependencies(resolution, program),
      ...notebookOrder(resolution, program),
      ...unusedDependencies(resolution, program),
      ...globalState(resolution, program)
    ]),
    ...splitAliases(program),
    ...definitionsByValue(program),
    ...doubtfulValues(program),
    ...randomState(resolutions, program),
    ...sharedFiles(resolutions, program)
  ];
  found.forEach(diagnostic => {
    sink.add(diagnostic);
  });
  checkPrologue(
    program,
    new Set(found.flatMap(({ code, name }) => (code === 'undefined' && name !== undefined ? [name] : []))),
    sink
  );
}

function unanswered(resolution: StepResolution, program: Program): ReturnType<typeof deletedNames> {
  const { step } = resolution;
  const { unit, writes } = step;
  if (resolution.unanswered.length === 0) {
    return [];
  }
  const upstream = program.topology.ancestors(unit.index).map(each => program.unit(each));
  const reader: Reader = { unit, step: unit.name, seen: [unit, program.prologue, ...upstream] };
  return resolution.unanswered
    .filter(({ name }) => (unit.facts.needs.get(name)?.deletedRead ?? null) === null)
    .filter(({ name }) => unit.facts.binds.has(name) || writes.get(name)?.level !== 'bind')
    .flatMap(demand => unansweredProblem(demand, reader, program) ?? []);
}
