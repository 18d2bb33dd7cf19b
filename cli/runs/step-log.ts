/** What a step printed: its log file or, of a cached step, the streams in the executed cells of the earlier run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { attemptFolder, executedNotebookText } from '../../engine/index.js';
import type { StoredRun, Workspace } from '../../engine/index.js';

const streamsSchema = z.looseObject({
  cells: z.array(
    z.looseObject({
      outputs: z
        .array(z.looseObject({ output_type: z.string(), text: z.union([z.string(), z.array(z.string())]).optional() }))
        .default([])
    })
  )
});

/** Empty when the step has printed nothing, or has not run. */
export function stepLog(workspace: Workspace, { header, view }: StoredRun, step: string): string {
  const stepView = view.steps[step];
  if (stepView === undefined) {
    return '';
  }
  if (stepView.phase !== 'cached') {
    return logFile(workspace, header.id, step, stepView.attempt);
  }
  const notebook = executedNotebookText(workspace, header.id, step, stepView);
  return notebook === null ? '' : streamsOf(JSON.parse(notebook));
}

/** Path of the log of one attempt. */
export function logPath(workspace: Workspace, run: string, step: string, attempt: number): string {
  return join(attemptFolder(workspace, run, step, attempt), 'log');
}

function logFile(workspace: Workspace, run: string, step: string, attempt: number): string {
  try {
    return attempt === 0 ? '' : readFileSync(logPath(workspace, run, step, attempt), 'utf8');
  } catch {
    return '';
  }
}

function streamsOf(notebook: unknown): string {
  const cells = streamsSchema.safeParse(notebook).data?.cells ?? [];
  return cells
    .flatMap(({ outputs }) => outputs)
    .filter(({ output_type: type }) => type === 'stream')
    .map(({ text = '' }) => (typeof text === 'string' ? text : text.join('')))
    .join('');
}
