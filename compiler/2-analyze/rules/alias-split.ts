/** Two names of one object, one changed in one step, the other read in another: they part ways between steps. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Program, ResolvedStep } from '../program.js';
import { locate } from '../step-unit.js';

interface Pair {
  readonly changed: string;
  readonly read: string;
  /** One object, not an object and a part of it. */
  readonly whole: boolean;
}

/** Steps by the names that they take as input. */
type Takers = ReadonlyMap<string, readonly ResolvedStep[]>;

export function splitAliases(program: Program): readonly Diagnostic[] {
  const takers = takersByName(program);
  return program.resolved.flatMap(step => pairs(step).flatMap(pair => readersAfterChange(step, pair, takers, program)));
}

function takersByName({ resolved }: Program): Takers {
  const takers = new Map<string, ResolvedStep[]>();
  for (const step of resolved) {
    for (const name of step.inputs.keys()) {
      const known = takers.get(name);
      if (known === undefined) {
        takers.set(name, [step]);
      } else {
        known.push(step);
      }
    }
  }
  return takers;
}

function pairs({ unit }: ResolvedStep): readonly Pair[] {
  return [...unit.facts.aliases].flatMap(([name, others]) =>
    others.flatMap(({ name: other, whole }) => [
      { changed: name, read: other, whole },
      { changed: other, read: name, whole }
    ])
  );
}

/** The step whose version of a name holds when this one ends. */
function versionAfter({ unit, writes, inputs }: ResolvedStep, name: string): number | null {
  return writes.get(name) === undefined ? (inputs.get(name) ?? null) : unit.index;
}

/** Steps that read one of the names as it was when `step` ended, though another step has changed the object by the other. */
function readersAfterChange(
  step: ResolvedStep,
  { changed, read, whole }: Pair,
  takers: Takers,
  program: Program
): readonly Diagnostic[] {
  const from = step.unit.index;
  const [changedFrom, readFrom] = [versionAfter(step, changed), versionAfter(step, read)];
  return (takers.get(read) ?? []).flatMap(({ unit: reader, inputs }) => {
    if (readFrom === null || inputs.get(read) !== readFrom || reader.index <= from) {
      return [];
    }
    const changer = (takers.get(changed) ?? []).find(
      ({ unit, writes, inputs: given }) =>
        unit.index > from &&
        unit.index < reader.index &&
        given.get(changed) === changedFrom &&
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
        severity: write.level === 'change' && whole ? 'warning' : 'info',
        step: reader.name,
        name: read,
        steps: [by],
        message: `${read} and ${changed} ${whole ? 'are one object' : 'share an object'} after step ${program.stepName(from)}. Step ${by} ${write.level === 'change' ? 'changes' : 'may change'} it as ${changed}; step ${reader.name} reads ${read} without the change.`,
        hint: `Use one name for the object throughout.`,
        related: [{ ...locate(changer.unit, write.place), message: `step ${by} changes ${changed} here` }]
      })
    ];
  });
}
