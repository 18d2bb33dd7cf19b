/** Everything that `collard run` prints before and after the steps themselves, for people. */
import type { Workspace } from '../../engine/index.js';
import type { StepError } from '../../protocol/step-error.js';
import type { RunView } from '../../protocol/run-view.js';
import { countText } from '../check/problem-text.js';
import { Places } from '../check/places.js';
import type { NotebookFile } from '../notebook-file.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';
import { shellLine } from './shell-words.js';
import { stepErrorLines } from './step-error.js';
import { metricLines, notebookLines, warningLines } from './summary.js';

export interface EndedRun {
  readonly invocation: { readonly typed: readonly string[]; readonly terminal: Terminal };
  readonly notebook: NotebookFile;
  readonly workspace: Workspace;
  readonly run: string;
  readonly view: RunView;
}

/** Warnings of the compiler, a line each: `collard check` shows them in full. */
export function reportWarnings(notebook: NotebookFile, { print, style, columns }: Terminal): void {
  const warnings = notebook.diagnostics.filter(({ severity }) => severity === 'warning');
  const places = new Places(notebook.cells);
  for (const warning of warnings) {
    const [first = '', ...more] = wrapText(`warning: ${places.text(warning)}: ${warning.message}`, columns);
    print([`${style.warning('warning:')}${first.slice('warning:'.length)}`, ...more].join('\n'));
  }
  if (warnings.length > 0) {
    print(style.dim(`${countText(warnings)}; collard check ${notebook.name} says more\n`));
  }
}

export function reportRun(ended: EndedRun): void {
  const { view, workspace, run, notebook, invocation } = ended;
  const { terminal } = invocation;
  const errors = Object.entries(view.steps).flatMap(([step, { error }]) => (error === null ? [] : [{ step, error }]));
  const sections = [
    warningLines(view, terminal),
    metricLines(view, terminal),
    notebookLines(workspace, run, view, terminal),
    ...errors.map(({ step, error }) => failureLines(step, error, ended)),
    view.phase === 'succeeded' ? [] : continuation(ended)
  ];
  for (const lines of sections.filter(section => section.length > 0)) {
    terminal.print(`\n${lines.join('\n')}`);
  }
  terminal.print(
    terminal.style.dim(`\nrun ${run}${notebook.path === null ? '' : `; collard show ${run.slice(-6)} says more`}`)
  );
}

function failureLines(step: string, error: StepError, { notebook, run, invocation }: EndedRun): readonly string[] {
  const cell = notebook.cells.find(({ id }) => id === error.cell);
  const failed = { step, error, notebook: notebook.name, cell: cell === undefined ? null : cell.position + 1 };
  return [
    ...stepErrorLines(failed, invocation.terminal),
    `  look at its variables: ${shellLine(['collard', 'restore', run.slice(-6), step])}`
  ];
}

/** The same command again: what has succeeded is not run a second time. */
function continuation({ invocation, view }: EndedRun): readonly string[] {
  const words = invocation.typed.filter(word => word !== '--fresh');
  const what = view.phase === 'failed' ? 'Mend the cell, then continue' : 'Continue';
  return [`${what} (finished steps are not run again):`, `  ${shellLine(['collard', 'run', ...words])}`];
}
