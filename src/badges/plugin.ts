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
  activate: (app: JupyterFrontEnd, pipelines: IPipelines, translator: ITranslator, editor: ICellEditor | null) => {
    const trans = translator.load('collard');
    const openRun = (run: string, step: string): void => void app.commands.execute(openRunCommand, { run, step });
    const decorate = (pipeline: INotebookPipeline): void => {
      const badges = new NotebookBadges(pipeline, { editor, openRun, trans });
      pipeline.disposed.connect(() => badges.dispose());
    };
    pipelines.all.forEach(decorate);
    pipelines.opened.connect((_, pipeline) => decorate(pipeline));
  }
};
