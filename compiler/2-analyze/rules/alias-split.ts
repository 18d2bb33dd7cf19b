/** Two names of one object, one changed in one step, the other read in another: they part ways between steps. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Program, ResolvedStep } from '../program.js';
import { locate } from '../step-unit.js';

export function splitAliases(program: Program): readonly Diagnostic[] {
  return program.resolved.flatMap(step =>
    pairs(step).flatMap(([left, right]) => [
      ...readersAfterChange(step.unit.index, left, right, program),
      ...readersAfterChange(step.unit.index, right, left, program)
    ])
  );
}

function pairs({ unit }: ResolvedStep): readonly (readonly [string, string])[] {
  return [...unit.facts.aliases].flatMap(([name, others]) => others.map(other => [name, other] as const));
}

/** Steps that read `read` as it was when `from` ended, though another step has changed the object through `changed`. */
function readersAfterChange(from: number, changed: string, read: string, program: Program): readonly Diagnostic[] {
  return program.resolved.flatMap(({ unit: reader, inputs }) => {
    if (inputs.get(read) !== from) {
      return [];
    }
    const changer = program.resolved.find(
      ({ unit, writes, inputs: given }) =>
        unit.index > from &&
        unit.index < reader.index &&
        given.get(changed) === from &&
        writes.get(changed)?.level !== 'bind' &&
        writes.get(changed) !== undefined &&
        writes.get(read) === undefined
    );
    const write = changer?.writes.get(changed);
    if (changer === undefined || write === undefined || write.level === 'delete') {
      return [];
    }
    const by = changer.unit.name;
    const place = reader.facts.needs.get(read)?.place;
    return [
      problem('alias-split', {
        ...(place === undefined ? {} : locate(reader, place)),
        severity: write.level === 'change' ? 'warning' : 'info',
        step: reader.name,
        name: read,
        steps: [by],
        message: `${read} and ${changed} are one object after step ${program.stepName(from)}. Step ${by} ${write.level === 'change' ? 'changes' : 'may change'} it as ${changed}; step ${reader.name} reads ${read} without the change.`,
        hint: `Use one name for the object throughout.`,
        related: [{ ...locate(changer.unit, write.place), message: `step ${by} changes ${changed} here` }]
      })
    ];
  });
}
