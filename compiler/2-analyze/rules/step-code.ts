/** Problems that lie in a step's own code: deleted names, parameters that it overwrites, findings of its cells. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Program, ResolvedStep } from '../program.js';
import { locate, type Unit } from '../step-unit.js';
import { isCertain } from '../writes.js';

export function deletedNames(unit: Unit): readonly Diagnostic[] {
  return [...unit.facts.needs.values()].flatMap(({ name, deletedRead }) =>
    deletedRead === null
      ? []
      : [
          problem('deleted', {
            ...locate(unit, deletedRead.place),
            step: unit.name,
            name,
            message: `${name} is read here after it was deleted.`,
            hint: 'Remove the del, or read the value before it.',
            related: [{ ...locate(unit, deletedRead.deletedAt), message: `${name} is deleted here` }]
          })
        ]
  );
}

export function overwrittenParameters({ unit, writes }: ResolvedStep, program: Program): readonly Diagnostic[] {
  return [...program.parameters.values()].flatMap(({ name, cell, line }) => {
    const write = writes.get(name);
    return write === undefined || !isCertain(write)
      ? []
      : [
          problem('param-overwritten', {
            ...locate(unit, write.place),
            step: unit.name,
            name,
            message: `Step ${unit.name} gives the pipeline parameter ${name} a new value; later steps see that one.`,
            hint: 'Give the changed value a name of its own.',
            related: [
              {
                cell,
                span: { line, column: 0, endLine: line, endColumn: name.length },
                message: `${name} is declared here`
              }
            ]
          })
        ];
  });
}

/** What was seen in the cells themselves. A name that the notebook defines is not the builtin of that name. */
export function cellFindings(unit: Unit, program: Program): readonly Diagnostic[] {
  const isLast = unit.index === program.steps.length - 1;
  const isPrologue = unit === program.prologue;
  const known = program.knownNames;
  return unit.cells.flatMap(({ id, analysis }) =>
    analysis.findings
      .filter(({ code }) => code !== 'global-state' || !(isPrologue || isLast))
      .filter(({ code, name }) => code !== 'input-call' || name === undefined || name === 'getpass' || !known.has(name))
      .map(finding => ({ ...finding, cell: id, ...(isPrologue ? {} : { step: unit.name }) }))
  );
}
