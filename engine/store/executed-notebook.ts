/** The cells that a step executed with what they showed: as nbformat JSON, of this run or of the one whose result was used. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepView } from '../../protocol/run-view.js';
import { readObject } from './objects.js';
import { readRecord } from './records.js';
import { attemptFolder, type Workspace } from './workspace.js';

/** Path of the executed notebook of a step that ran in this run; null for one that did not. */
export function executedNotebook(workspace: Workspace, run: string, step: string, attempt: number): string | null {
  const path = attempt === 0 ? null : join(attemptFolder(workspace, run, step, attempt), 'outputs.ipynb');
  return path !== null && existsSync(path) ? path : null;
}

/** Its text or, of a cached step, that of the record of the earlier run; null when there is neither. */
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
