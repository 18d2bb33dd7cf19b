/** Writes a page for each step of a run: its cells with what they showed, to be opened in any browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executedNotebookText } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import type { RunView } from '../../protocol/run-view.js';
import { UsageError } from '../command-line/usage-error.js';
import { notebookPage } from '../html/notebook-page.js';

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
