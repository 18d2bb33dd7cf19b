/** Runs tables of problems: when one is reported, how grave it is, and where exactly. */
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import type { TestCell } from '../../support/notebook.js';
import { analyzed } from './analyzed.js';

/** `severity cell:line:column-line:column name steps`, as far as the problem has them. */
export function written({ severity, cell = '', span, name = '', steps = [] }: Diagnostic): string {
  const place = span === undefined ? '' : `:${span.line}:${span.column}-${span.endLine}:${span.endColumn}`;
  return [severity, `${cell}${place}`, name, steps.join(',')].filter(part => part !== '').join(' ');
}

export type ProblemRow = readonly [
  code: Diagnostic['code'],
  when: string,
  cells: readonly TestCell[],
  expected: readonly string[]
];

/** Problems of the row's code must be exactly those expected, each with a proper sentence. */
export function describeProblems(rows: readonly ProblemRow[]): void {
  it.each(rows)('%s: %s', (code, _when, cells, expected) => {
    const found = analyzed(cells).problems.filter(problem => problem.code === code);
    expect(found.map(written)).toEqual(expected);
    expect(found.every(({ message }) => /^[^\n]{10,400}[.?!]$/.test(message))).toBe(true);
  });
}
