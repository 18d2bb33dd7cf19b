/** `%magic arguments` → Python. */
import { interpolation } from './interpolation.js';
import type { Interpolation } from './interpolation.js';
import { lineMagicKinds, statementMagics } from './magic-table.js';
import type { StatementMagic } from './magic-table.js';
import { isCompound, isExpression, namesIn } from './names.js';
import { isIdentifier, optionValues, parseOptions } from './options.js';
import { shellCall } from './python-text.js';
import { localCode } from './translation.js';
import type { IPythonKind, Translation } from './translation.js';

export interface LineMagic {
  readonly name: string;
  readonly text: string;
  /** What stands before it on the line, such as `x = `; empty for a magic that is a statement. */
  readonly target: string;
}

/** Translates the statement that a magic runs, which may use IPython syntax itself. */
export type TranslateStatement = (statement: string) => string;

export function translateLineMagic(magic: LineMagic, translateStatement: TranslateStatement): Translation {
  const { name, text, target } = magic;
  const statementMagic = statementMagics.get(name);
  if (statementMagic !== undefined && text.trim() !== '') {
    return { ...plain(name), python: runStatement(magic, statementMagic, translateStatement) };
  }
  if (name === 'store') {
    return storedVariables(magic);
  }
  const deleted = name === 'xdel' ? parseOptions(text, '').rest.trim() : '';
  if (isIdentifier(deleted)) {
    return { ...plain(name), python: `del ${deleted}` };
  }
  const names = name === 'R' ? rNames(text) : interpolation(text);
  return {
    python: rTarget(name, text, target) + shellCall('run_line_magic', [name, text], names),
    kind: kindOfMagic(name, text),
    name,
    maybeReads: names.maybeReads
  };
}

/** What is known of a magic before its text is looked at. */
function plain(name: string): Translation {
  return { python: '', kind: 'magic', name, maybeReads: [] };
}

function kindOfMagic(name: string, text: string): IPythonKind {
  if (/^(?:pip|conda|mamba|micromamba|uv)$/.test(name)) {
    return /\b(?:install|add)\b/.test(text) ? 'install' : 'magic';
  }
  if (name === 'env' && !/[=\s]/.test(text.trim())) {
    return 'magic';
  }
  return Object.hasOwn(lineMagicKinds, name) ? lineMagicKinds[name as keyof typeof lineMagicKinds] : 'magic';
}

function runStatement({ name, text, target }: LineMagic, magic: StatementMagic, translate: TranslateStatement): string {
  const { values, rest } = parseOptions(text, magic.valued);
  const valuesOf = (option = ''): readonly string[] =>
    values.filter(([key]) => key === option).map(([, value]) => value);
  const measured = valuesOf(magic.bindsOption).filter(isIdentifier);
  const read = valuesOf(magic.readsOption).flatMap(value => namesIn(value).reads);
  const lhs = measured.length === 0 ? target : `${measured.join(' = ')} = `;
  if (lhs !== '') {
    return magic.leaks && isExpression(rest) ? lhs + rest : lhs + readsOnly(name, text, rest);
  }
  if (read.length > 0 && isCompound(rest)) {
    return readsOnly(name, text, `${rest.replace(/:.*/, '')} ${read.join(' ')}`);
  }
  const statement = magic.leaks || /^[%!]/.test(rest) ? translate(rest) : inOwnScope(name, rest);
  return [...read, statement].join('; ');
}

/** Code whose bindings do not stay. */
function inOwnScope(name: string, statement: string): string {
  if (isExpression(statement)) {
    return statement;
  }
  return isCompound(statement) ? readsOnly(name, statement, statement) : `def ${localCode}(): ${statement}`;
}

function readsOnly(name: string, text: string, code: string): string {
  const names: Interpolation = { reads: namesIn(code).reads, maybeReads: [] };
  return shellCall('run_line_magic', [name, text], names);
}

/** `%store x` reads a variable, `%store -r x` binds it, and `%store -r` binds whatever was stored. */
function storedVariables({ text, target }: LineMagic): Translation {
  const call = shellCall('run_line_magic', ['store', text], { reads: [], maybeReads: [] });
  const words = text.trim().split(/\s+/);
  if (words[0] === '-r') {
    const names = words.slice(1).filter(isIdentifier);
    const python = names.length === 0 ? target + call : names.map(name => `${name} = ${call}`).join('; ');
    return { ...plain('store'), python, kind: names.length === 0 ? 'run-file' : 'magic' };
  }
  const reads = words[0]?.startsWith('-') === true ? [] : text.replace(/>.*/, '').split(/\s+/).filter(isIdentifier);
  return {
    ...plain('store'),
    python: target + shellCall('run_line_magic', ['store', text], { reads, maybeReads: [] })
  };
}

/** rpy2's `-i` names variables that R gets, and `-o` those that it gives back. */
export function rNames(text: string): Interpolation {
  return { reads: [...optionValues(text, '-i'), ...optionValues(text, '--input')], maybeReads: [] };
}

export function rTarget(name: string, text: string, target: string): string {
  const given = name === 'R' ? [...optionValues(text, '-o'), ...optionValues(text, '--output')] : [];
  return given.length === 0 ? target : `${given.join(', ')} = `;
}
