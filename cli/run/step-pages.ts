/** Writes a page for each step of a run: its cells with what they showed, to be opened in any browser. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readObject, readRecord } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import type { RunView, StepView } from '../../protocol/run-view.js';
import { UsageError } from '../command-line/usage-error.js';
import { notebookPage } from '../html/notebook-page.js';
import { executedNotebook } from './summary.js';

/** Returns how many pages were written: steps that never ran and have no earlier result have none. */
export function writeStepPages(folder: string, workspace: Workspace, run: string, { steps }: RunView): number {
  try {
    mkdirSync(folder, { recursive: true });
    const pages = Object.entries(steps).flatMap(([step, view]) => {
      const notebook = executedNotebookText(workspace, run, step, view);
      return notebook === null ? [] : [{ step, html: notebookPage(step, JSON.parse(notebook) as unknown) }];
    });
    pages.forEach(({ step, html }) => writeFileSync(join(folder, `${step}.html`), html));
    return pages.length;
  } catch (error) {
    throw new UsageError(
      `The pages cannot be written to ${folder}: ${error instanceof Error ? error.message : String(error)}.`
    );
  }
}

/** nbformat JSON of the executed cells, from this run or, of a cached step, from the record of the earlier one. */
export function executedNotebookText(workspace: Workspace, run: string, step: string, view: StepView): string | null {
  const path = executedNotebook(workspace, run, step, view.attempt);
  if (path !== null) {
    return readFileSync(path, 'utf8');
  }
  if (view.record === null) {
    return null;
  }
  const { notebook, notebookInline } = readRecord(workspace, view.record);
  return notebookInline ?? (notebook === null ? null : readObject(workspace, notebook).toString('utf8'));
}
