/** A real notebook panel with its live pipeline, and nothing remembered from before. */
import type { INotebookContent } from '@jupyterlab/nbformat';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { NotebookPipeline } from '../../../src/pipeline/notebook-pipeline.js';
import { openNotebook } from './open-notebook.js';

export interface OpenPipeline {
  readonly panel: NotebookPanel;
  readonly pipeline: NotebookPipeline;
  /** Closes the notebook. */
  dispose(): void;
}

export async function openPipeline(content: INotebookContent): Promise<OpenPipeline> {
  const panel = await openNotebook(content);
  const pipeline = new NotebookPipeline({
    panel,
    enableByDefault: 'tagged notebooks',
    memory: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    activate: () => undefined
  });
  const dispose = (): void => {
    const { context } = panel;
    panel.dispose();
    context.dispose();
  };
  return { panel, pipeline, dispose };
}
