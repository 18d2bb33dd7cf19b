/** What a command says when a notebook's problems keep it from going on. */
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import type { NotebookFile } from '../notebook-file.js';
import type { Terminal } from '../terminal/terminal.js';
import { Places } from './places.js';
import { countText, problemLines } from './problem-text.js';

/** Shows the errors (all problems in JSON), and returns the exit code. */
export function refuseWithoutPlan(notebook: NotebookFile, json: boolean, terminal: Terminal): ExitCode {
  if (json) {
    terminal.print(JSON.stringify({ notebook: notebook.name, problems: problemsAsJson(notebook) }, null, 2));
    return exitCodes.failed;
  }
  const errors = notebook.diagnostics.filter(({ severity }) => severity === 'error');
  for (const problem of errors) {
    terminal.complain(`${problemLines(problem, notebook, terminal).join('\n')}\n`);
  }
  terminal.complain(`${notebook.name}: ${countText(errors)}`);
  return exitCodes.failed;
}

/** Problems with the number of their cell, which JSON readers cannot know. */
export function problemsAsJson({ diagnostics, cells }: NotebookFile): readonly object[] {
  const places = new Places(cells);
  return diagnostics.map(problem => ({ ...problem, cellNumber: places.number(problem) }));
}
