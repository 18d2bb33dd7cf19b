/** Problems for people's eyes: place, message, the line with its mark, a hint, related places. */
import { codeFrame } from '../../compiler/diagnostics/frame.js';
import type { CodeCell, Diagnostic, Location, Severity } from '../../compiler/index.js';
import type { Paint, Style } from '../terminal/style.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';
import { frameMargin, paintedFrame } from './painted-frame.js';
import { Places } from './places.js';

/** Lines that show one problem of a notebook. */
export function problemLines(
  problem: Diagnostic,
  notebook: { readonly name: string; readonly cells: readonly CodeCell[] },
  { style, columns }: Terminal
): readonly string[] {
  const places = new Places(notebook.cells);
  const { severity, code, message, hint, related = [] } = problem;
  const step = problem.step === undefined ? '' : `, step ${problem.step}`;
  const place = problem.cell === undefined ? '' : `, ${places.text(problem)}`;
  const label = `${severity}[${code}]:`;
  const [first = '', ...more] = wrapText(`${label} ${message}`, columns);
  const paint = severityPaint(style, severity);
  return [
    `${paint(style.bold(label))}${style.bold(first.slice(label.length))}`,
    ...more.map(line => style.bold(line)),
    ...indented(`in ${notebook.name}${place}${step}`, '  ', columns).map(style.dim),
    ...frameLines(problem, places, paint, style, columns),
    ...related.flatMap(place => [
      ...indented(`${places.text(place)}: ${place.message}`, '  ', columns),
      ...frameLines(place, places, style.info, style, columns)
    ]),
    ...(hint === '' ? [] : indented(`hint: ${hint}`, '  ', columns))
  ];
}

/** The same in a line or two, for what is only good to know. */
export function noteLines(
  { code, message, ...place }: Diagnostic,
  { cells }: { readonly cells: readonly CodeCell[] },
  { style, columns }: Terminal
): readonly string[] {
  const where = place.cell === undefined ? '' : `${new Places(cells).text(place)}: `;
  const label = `info[${code}]:`;
  const [first = '', ...more] = wrapText(`${label} ${where}${message}`, columns);
  return [`${style.info(label)}${first.slice(label.length)}`, ...more];
}

/** `2 errors, 1 warning`; empty when there is none of any kind. */
export function countText(problems: readonly Diagnostic[]): string {
  const words: readonly (readonly [Severity, string])[] = [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note']
  ];
  return words
    .map(([severity, word]) => ({ word, count: problems.filter(problem => problem.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => plural(count, word))
    .join(', ');
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function frameLines(
  { cell, span }: Location,
  places: Places,
  mark: Paint,
  style: Style,
  columns: number
): readonly string[] {
  const source = places.cell(cell)?.source;
  if (span === undefined || source === undefined) {
    return [];
  }
  return paintedFrame(codeFrame(source, span, columns - frameMargin), mark, style);
}

function indented(text: string, indent: string, columns: number): readonly string[] {
  return wrapText(text, columns - indent.length).map(line => indent + line);
}

function severityPaint(style: Style, severity: Severity): Paint {
  switch (severity) {
    case 'error':
      return style.error;
    case 'warning':
      return style.warning;
    case 'info':
      return style.info;
  }
}
