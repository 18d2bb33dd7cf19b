/** A stored run for people. */
import type { StoredRun, Workspace } from '../../engine/index.js';
import type { StepError } from '../../protocol/step-error.js';
import { stepErrorLines } from '../run/step-error.js';
import { resultText, stateText } from '../run/step-words.js';
import { metricLines, notebookLines, warningLines } from '../run/summary.js';
import { secondsText, timeText } from '../../protocol/quantities.js';
import { tableLines } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { cellNumber } from './cell-number.js';

export function runLines(workspace: Workspace, run: StoredRun, terminal: Terminal): readonly string[] {
  const { header, view, state } = run;
  const { style } = terminal;
  const steps = Object.entries(view.steps).map(([name, step]) => [name, stateText(step, Date.now()), resultText(step)]);
  const errors = Object.entries(view.steps).flatMap(([step, { error }]) => (error === null ? [] : [{ step, error }]));
  const sections = [
    [
      `${style.bold(header.pipeline)} ${state}${view.seconds === null ? '' : ` in ${secondsText(view.seconds)}`}`,
      ...facts(run)
    ],
    tableLines([{ title: 'step', paint: style.bold }, { title: 'state' }, { title: 'result' }], steps, terminal),
    warningLines(view, terminal),
    metricLines(view, terminal),
    notebookLines(workspace, header.id, view, terminal),
    ...errors.map(({ step, error }) => errorLines(workspace, run, step, error, terminal))
  ];
  return sections.filter(lines => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function facts({ header }: StoredRun): readonly string[] {
  const parameters = Object.entries(header.parameters).map(([name, literal]) => `${name}=${literal}`);
  return [
    `  run         ${header.id}`,
    `  started     ${timeText(header.created)}`,
    ...(header.notebook === null ? [] : [`  notebook    ${header.notebook}`]),
    `  python      ${header.python}`,
    ...(parameters.length === 0 ? [] : [`  parameters  ${parameters.join(', ')}`]),
    ...(header.only.length === 0 ? [] : [`  only        ${header.only.join(', ')}`])
  ];
}

function errorLines(
  workspace: Workspace,
  { header }: StoredRun,
  step: string,
  error: StepError,
  terminal: Terminal
): readonly string[] {
  const cell = cellNumber(workspace, header, error.cell);
  return stepErrorLines({ step, error, notebook: header.notebook, cell }, terminal);
}
