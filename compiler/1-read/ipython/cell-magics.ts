/** The first line of a `%%magic` cell → Python, and what its body is. */
import { interpolation } from './interpolation.js';
import type { Interpolation } from './interpolation.js';
import { rNames, rTarget } from './line-magics.js';
import type { TranslateStatement } from './line-magics.js';
import { cellMagics, statementMagics } from './magic-table.js';
import { namesIn } from './names.js';
import { isIdentifier, optionValues, parseOptions } from './options.js';
import { shellCall } from './python-text.js';
import { localCode } from './translation.js';
import type { Translation } from './translation.js';

export interface CellMagic {
  readonly name: string;
  readonly text: string;
  readonly body: string;
}

export interface CellMagicTranslation extends Translation {
  /** `local-python`: its bindings do not stay; the body must be indented below the translation. */
  readonly body: 'python' | 'local-python' | 'foreign';
}

export function translateCellMagic(magic: CellMagic, translateStatement: TranslateStatement): CellMagicTranslation {
  const { name, text } = magic;
  const known = { kind: 'cell-magic', name, maybeReads: [] } as const;
  if (cellMagics.get(name) !== 'python') {
    return foreignBody(magic);
  }
  switch (name) {
    case 'timeit':
      return { ...known, python: localFunction(text), body: 'local-python' };
    case 'capture':
      return { ...known, python: captured(text), body: 'python' };
    case 'debug':
      return { ...known, kind: 'debug', python: '', body: 'python' };
    default: {
      const { rest } = parseOptions(text, statementMagics.get(name)?.valued ?? '');
      return { ...known, python: rest === '' ? '' : translateStatement(rest), body: 'python' };
    }
  }
}

/** The header of a function around the body of `%%timeit`; names of its setup line become parameters. */
function localFunction(text: string): string {
  const setup = namesIn(parseOptions(text, 'nrpv').rest);
  const parameters = setup.binds.map(name => `${name}=None`);
  const reads = setup.reads.length === 0 ? [] : [`_=(${setup.reads.join(', ')},)`];
  return `def ${localCode}(${[...parameters, ...reads].join(', ')}):`;
}

function captured(text: string): string {
  const variable = parseOptions(text, '').rest.trim();
  return isIdentifier(variable)
    ? `${variable} = ${shellCall('run_cell_magic', ['capture', text, ''], interpolation(''))}`
    : '';
}

function foreignBody({ name, text, body }: CellMagic): CellMagicTranslation {
  const kind = cellMagics.has(name) ? 'cell-magic' : 'unknown-cell-magic';
  const names = variablesRead(name, text, body);
  const bound = variablesBound(name, text).join(', ');
  const target = bound === '' ? rTarget(name, text, '') : `${bound} = `;
  const python = target + shellCall('run_cell_magic', [name, text, body], names);
  return { kind, name, python, maybeReads: names.maybeReads, body: 'foreign' };
}

function variablesRead(name: string, text: string, body: string): Interpolation {
  if (name === 'R') {
    return rNames(text);
  }
  return interpolation(cellMagics.get(name) === 'interpolated' ? `${text}\n${body}` : text);
}

function variablesBound(name: string, text: string): readonly string[] {
  const first = /^\s*(\S+)(\s*<<)?/.exec(text);
  if ((name === 'bigquery' || (name === 'sql' && first?.[2] !== undefined)) && isIdentifier(first?.[1] ?? '')) {
    return [first?.[1] ?? ''];
  }
  return ['--out', '--err', '--proc'].flatMap(option => optionValues(text, option));
}
