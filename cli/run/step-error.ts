/** Why a step failed, for people: the cell and line with the place marked, the cause, the traceback, and how to go on. */
import { stripVTControlCharacters } from 'node:util';
import { visibleText } from '../../compiler/diagnostics/display-width.js';
import { lineFrame } from '../../compiler/diagnostics/frame.js';
import type { StepError } from '../../protocol/step-error.js';
import { frameMargin, paintedFrame } from '../check/painted-frame.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';
import { errorText } from './step-words.js';

export interface FailedStep {
  readonly step: string;
  readonly error: StepError;
  /** Name of the notebook, as typed or as the run knows it; null when there was no file. */
  readonly notebook: string | null;
  /** Number of the cell among the code cells, from 1; null when it is not known. */
  readonly cell: number | null;
}

/** More lines than this are cut in the middle: the log has them all. */
const mostTracebackLines = 14;

export function stepErrorLines({ step, error, notebook, cell }: FailedStep, terminal: Terminal): readonly string[] {
  const { style, columns } = terminal;
  const place = [
    ...(notebook === null ? [] : [`in ${notebook}`]),
    ...(cell === null ? [] : [`cell ${cell}`]),
    ...(error.line === null ? [] : [`line ${error.line}`]),
    `step ${step}`
  ].join(', ');
  return [
    `${style.error(style.bold('error:'))} ${style.bold(visibleText(`${step} failed: ${errorText(error)}`))}`,
    style.dim(`  ${place}`),
    ...frameOf(error, terminal),
    ...shortTraceback(error).map(line => style.dim(`  ${line}`)),
    ...(error.hint === '' ? [] : wrapText(`hint: ${error.hint}`, columns - 2).map(line => `  ${line}`))
  ];
}

function frameOf({ line, source, column, endColumn }: StepError, { style, columns }: Terminal): readonly string[] {
  if (line === null || source === null) {
    return [];
  }
  const start = column ?? source.length - source.trimStart().length;
  const marked = { text: source, number: line, column: start, endColumn: endColumn ?? source.trimEnd().length };
  return paintedFrame(lineFrame(marked, columns - frameMargin), style.error, style);
}

function shortTraceback({ traceback }: StepError): readonly string[] {
  const lines = traceback
    .flatMap(part => stripVTControlCharacters(part).split('\n'))
    .map(line => visibleText(line.trimEnd()))
    .filter(line => line !== '' && !/^-+$/.test(line));
  if (lines.length <= mostTracebackLines) {
    return lines;
  }
  const head = Math.floor((mostTracebackLines - 1) / 2);
  const tail = mostTracebackLines - 1 - head;
  return [...lines.slice(0, head), `… ${lines.length - head - tail} lines more …`, ...lines.slice(-tail)];
}
