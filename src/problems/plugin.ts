/** Marks problems in the code of the notebook. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IPipelines, type INotebookPipeline } from '../tokens.js';
import { NotebookProblems } from './notebook-problems.js';

export const problemsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:problems',
  description: 'Marks problems of the pipeline in the code of the notebook.',
  autoStart: true,
  requires: [IPipelines],
  activate: (_: JupyterFrontEnd, pipelines: IPipelines) => {
    const mark = (pipeline: INotebookPipeline): void => {
      const marks = new NotebookProblems(pipeline);
      pipeline.disposed.connect(() => marks.dispose());
    };
    pipelines.all.forEach(mark);
    pipelines.opened.connect((_, pipeline) => mark(pipeline));
  }
};
