/** What the prologue itself needs when it is executed: parameters and builtins are all that is there. */
import type { DiagnosticSink } from '../diagnostics/sink.js';
import { isBuiltin } from './builtins.js';
import { demandOf } from './demand.js';
import type { Program } from './program.js';
import { unansweredProblem } from './rules/unanswered.js';

/** Parameters that the prologue reads in every step. */
export function prologueParameters({ prologue, parameters }: Program): readonly string[] {
  return [...prologue.facts.needs.values()]
    .filter(({ kind }) => kind !== 'deferred')
    .flatMap(({ name }) => (parameters.has(name) ? [name] : []));
}

/** @param reported names that a step has been told about already: its use of a function of the prologue says more. */
export function checkPrologue(program: Program, reported: ReadonlySet<string>, sink: DiagnosticSink): void {
  const { prologue, parameters } = program;
  for (const need of prologue.facts.needs.values()) {
    const isThere = parameters.has(need.name) || isBuiltin(need.name);
    const isSaid = need.kind === 'deferred' && reported.has(need.name);
    const found =
      isThere || isSaid
        ? null
        : unansweredProblem(demandOf(need, prologue), { unit: prologue, step: null, seen: [prologue] }, program);
    if (found !== null) {
      sink.add(found);
    }
  }
}
