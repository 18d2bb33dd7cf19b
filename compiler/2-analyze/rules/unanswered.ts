/** Names that no step upstream, no prologue and no parameter defines: why, and what was probably meant. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import { isHistory } from '../builtins.js';
import type { Demand } from '../demand.js';
import type { Program } from '../program.js';
import { nearest } from '../../diagnostics/spelling.js';
import { locate, locateThrough, spoken, type Unit } from '../step-unit.js';

/** Who reads the name, and which units may have defined it before. */
export interface Reader {
  readonly unit: Unit;
  /** Null for the prologue. */
  readonly step: string | null;
  /** The prologue, the steps upstream, the reader itself. */
  readonly seen: readonly Unit[];
}

export function unansweredProblem(demand: Demand, reader: Reader, program: Program): Diagnostic | null {
  const severity = severityOf(demand, reader);
  if (severity === null || isInBrokenCell(demand.name, program)) {
    return null;
  }
  return (
    history(demand, reader) ??
    definedLater(demand, reader, program, severity) ??
    skipped(demand, reader, program, severity) ??
    maybeStar(demand, reader) ??
    notDefined(demand, reader, program, severity)
  );
}

function severityOf({ name, kind }: Demand, { unit }: Reader): Severity | null {
  switch (kind) {
    case 'certain':
      return 'error';
    case 'possible':
    case 'text':
    case 'deferred':
      return 'warning';
    case 'guarded':
      return unit.facts.binds.has(name) ? null : 'warning';
    case 'kept':
    case 'likely-bound':
    case 'later':
    case 'optional':
    case 'pass-through':
      return null;
  }
}

/** Nothing is known of a cell that does not parse, except the words in it. */
function isInBrokenCell(name: string, program: Program): boolean {
  const cells = [program.prologue, ...program.steps].flatMap(({ cells: own }) => own);
  return cells.some(
    ({ source, analysis }) => analysis.findings.some(({ code }) => code === 'syntax') && hasWord(source, name)
  );
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'u').test(text);
}

function base(demand: Demand, { unit, step }: Reader): Pick<Diagnostic, 'cell' | 'span' | 'step' | 'name'> {
  return { ...locate(unit, demand.place), name: demand.name, ...(step === null ? {} : { step }) };
}

function related({ name, through }: Demand): NonNullable<Diagnostic['related']> {
  return through === null
    ? []
    : [{ ...locateThrough(through.unit, through.through), message: `${through.through.name} reads ${name} here` }];
}

function history(demand: Demand, reader: Reader): Diagnostic | null {
  return isHistory(demand.name)
    ? problem('history', {
        ...base(demand, reader),
        message: `${demand.name} holds what was run by hand, which does not exist in a pipeline.`,
        hint: 'Give the value a name where it is made.'
      })
    : null;
}

function definedLater(demand: Demand, reader: Reader, program: Program, severity: Severity): Diagnostic | null {
  const later = program.bindersOf(demand.name).filter(step => step > reader.unit.index);
  const [first] = later;
  const place = first === undefined ? undefined : program.unit(first).facts.binds.get(demand.name)?.[0]?.place;
  if (
    first === undefined ||
    place === undefined ||
    demand.kind === 'deferred' ||
    reader.unit.facts.binds.has(demand.name)
  ) {
    return null;
  }
  const who = reader.step === null ? 'The prologue' : `Step ${reader.step}`;
  return problem('defined-later', {
    ...base(demand, reader),
    severity,
    steps: [program.stepName(first)],
    message: `${who} reads ${demand.name}, which is defined only later: in step ${program.stepName(first)}, ${spoken(program.unit(first), place)}.`,
    hint: 'Move the definition up, or the reading code down.',
    related: [{ ...locate(program.unit(first), place), message: `${demand.name} is defined here` }, ...related(demand)]
  });
}

function skipped(demand: Demand, reader: Reader, program: Program, severity: Severity): Diagnostic | null {
  for (const { id, position, why, analysis } of program.leftOut) {
    const statement = analysis.statements.find(({ binds }) => binds.includes(demand.name));
    if (statement !== undefined) {
      const reason = why === 'skip' ? 'is tagged skip' : 'stands before the first tag';
      return problem('in-skipped-cell', {
        ...base(demand, reader),
        severity,
        message: `${demand.name} is defined only in cell ${String(position + 1)}, which ${reason} and does not run in the pipeline.`,
        hint: 'Tag that cell imports, functions or step:<name>, or move the definition.',
        related: [{ cell: id, span: statement.span, message: `${demand.name} is defined here` }, ...related(demand)]
      });
    }
  }
  return null;
}

/** `import *` and magics that run other files may define anything. */
function maybeStar(demand: Demand, reader: Reader): Diagnostic | null {
  for (const unit of reader.seen) {
    const [star] = unit.facts.stars;
    const file = unit.cells.flatMap(({ id, analysis: { notes } }) =>
      notes.filter(({ kind }) => kind === 'run-file').map(note => ({ id, note }))
    )[0];
    if (star !== undefined || file !== undefined) {
      const what = star === undefined ? (file?.note.text.trim() ?? '') : `from ${star.module} import *`;
      const place =
        star === undefined
          ? { cell: file?.id ?? '', span: file === undefined ? demand.place.span : spanOf(file.note) }
          : locate(unit, star.place);
      return problem('maybe-star', {
        ...base(demand, reader),
        message: `Nothing defines ${demand.name}; perhaps \`${what}\` does.`,
        hint: 'Import the name itself, so that it can be followed.',
        related: [{ ...place, message: 'this may define it' }, ...related(demand)]
      });
    }
  }
  return null;
}

function spanOf(note: {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}): NonNullable<Diagnostic['span']> {
  return { line: note.line, column: note.column, endLine: note.endLine, endColumn: note.endColumn };
}

function notDefined(demand: Demand, reader: Reader, program: Program, severity: Severity): Diagnostic | null {
  const { name, kind } = demand;
  const own = reader.unit.facts.binds.get(name)?.[0];
  if (kind === 'deferred' && (own !== undefined || program.bindersOf(name).length > 0)) {
    return null;
  }
  const meant = nearest(name, [...program.knownNames, ...reader.unit.facts.binds.keys()]);
  const isMade = reader.seen.some(({ cells }) =>
    cells.some(({ analysis }) => analysis.findings.some(each => each.code === 'dynamic' && each.name !== 'query'))
  );
  return problem('undefined', {
    ...base(demand, reader),
    severity: isMade ? 'warning' : severity,
    message:
      own === undefined
        ? `${name} is not defined anywhere in the notebook.`
        : `${name} is not bound on every path to this place, and no earlier step provides it.`,
    hint:
      own !== undefined
        ? `Bind ${name} before, whatever the path.`
        : meant === null
          ? 'Define it, or correct the name.'
          : `Did you mean ${meant}?`,
    related: related(demand)
  });
}
