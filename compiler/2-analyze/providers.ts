/** Which of several steps provides a name: the last ones in the order of the pipeline, if there is exactly one. */
import { ownMeaning } from './meaning.js';
import type { Program } from './program.js';
import { lastBind, statementAt, type Unit } from './step-unit.js';
import { isCertain } from './writes.js';

export interface Choice {
  readonly provider: number;
  /** Certain writers of which none comes after the other; the provider is only a guess then. */
  readonly conflict: readonly number[];
  /** Parallel steps that may have changed the object too. */
  readonly touchers: readonly number[];
}

/** @param candidates steps that write the name, in notebook order. Null when there are none. */
export function chooseProvider(name: string, candidates: readonly number[], program: Program): Choice | null {
  const last = program.topology.maximal(candidates);
  const certain = last.filter(step => writesForCertain(step, name, program));
  const touchers = last.filter(step => program.write(step, name)?.level === 'touch');
  const deleter = last.find(step => program.write(step, name)?.level === 'delete');
  const [only] = certain.length > 0 ? certain : deleter === undefined ? [] : [deleter];
  if (only !== undefined) {
    const conflict = certain.length > 1 && !sameDefinition(name, certain, program) ? certain : [];
    return { provider: certain.at(-1) ?? only, conflict, touchers: conflict.length > 0 ? [] : touchers };
  }
  const [single] = touchers;
  if (touchers.length <= 1) {
    return single === undefined ? null : { provider: single, conflict: [], touchers: [] };
  }
  const common = candidates.filter(step => touchers.every(toucher => program.topology.isBefore(step, toucher)));
  const above = chooseProvider(name, common, program);
  return above === null
    ? { provider: NOBODY, conflict: [], touchers }
    : { ...above, touchers: [...new Set([...above.touchers, ...touchers])] };
}

/** Only parallel touchers, and what they touch comes from the prologue or the parameters. */
export const NOBODY = -1;

function writesForCertain(step: number, name: string, program: Program): boolean {
  const write = program.write(step, name);
  return write !== undefined && isCertain(write);
}

/** Whether all these steps define the name by the same text: one helper function in two cells, one import in two steps. */
export function sameDefinition(name: string, steps: readonly number[], program: Program): boolean {
  const texts = steps.map(step => definitionText(program.unit(step), name));
  return texts[0] !== null && texts.every(text => text === texts[0]);
}

/** Equal for equal imports and equal definitions; null for anything that makes a value. */
export function definitionText(unit: Unit, name: string): string | null {
  const bind = lastBind(unit, name);
  const meaning = ownMeaning(unit, name);
  if (bind === null || meaning === null) {
    return null;
  }
  if (meaning.kind === 'module') {
    return `import ${meaning.path}`;
  }
  const statement = statementAt(unit, bind.place);
  return statement?.kind === 'definition' ? statement.normal : null;
}
