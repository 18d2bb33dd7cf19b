/**
 * Whether a notebook shows its pipeline: because its user switched it on, or because it has tags of ours. What the user chose is kept
 * in the browser, never in the notebook.
 */
import type { ISharedNotebook } from '@jupyter/ydoc';
import { readTag } from '../../compiler/1-read/tags.js';
import { languageOf, tagsOf } from './notebook-content.js';

export const enableChoices = ['never', 'tagged notebooks', 'always'] as const;
export type EnableByDefault = (typeof enableChoices)[number];

/** Remembers what the user chose for each notebook. */
export interface SwitchMemory {
  read(path: string): Promise<boolean | null>;
  write(path: string, on: boolean): Promise<void>;
}

/** Notebooks that do not name their language are taken for Python, as the compiler takes them. */
export function isPython(notebook: ISharedNotebook, kernelLanguage: string | null): boolean {
  const language = languageOf(notebook) ?? kernelLanguage?.toLowerCase() ?? null;
  return language === null || language === 'python' || language === 'ipython';
}

/** Whether somebody made a pipeline of this notebook. `skip` alone does not tell: other tools use that word, too. */
export function isTagged(notebook: ISharedNotebook): boolean {
  return (
    notebook.getMetadata('kubeflow_notebook') !== undefined ||
    notebook.cells.some(cell => cell.cell_type === 'code' && tagsOf(cell).some(makesPipeline))
  );
}

function makesPipeline(text: string): boolean {
  const tag = readTag(text);
  return (tag.kind === 'step' && tag.name !== '') || (tag.kind === 'role' && tag.role !== 'skip');
}
