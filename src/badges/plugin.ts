/** Shows in each code cell what it is in the pipeline. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ITranslator } from '@jupyterlab/translation';
import { ICellEditor, IPipelines, type INotebookPipeline } from '../tokens.js';
import { NotebookBadges } from './notebook-badges.js';

const openRunCommand = 'collard:open-run';

export const badgesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:badges',
  description: 'Shows in each code cell what it is in the pipeline.',
  autoStart: true,
  requires: [IPipelines, ITranslator],
  optional: [ICellEditor],
  activate: (
    { commands }: JupyterFrontEnd,
    pipelines: IPipelines,
    translator: ITranslator,
    editor: ICellEditor | null
  ) => {
    const trans = translator.load('collard');
    const openRun = (run: string, step: string): void => void commands.execute(openRunCommand, { run, step });
    const decorate = (pipeline: INotebookPipeline): void => {
      new NotebookBadges(pipeline, { editor, openRun, trans }); // lives as long as the pipeline
    };
    pipelines.all.forEach(decorate);
    pipelines.opened.connect((_, pipeline) => decorate(pipeline));
  }
};
