/** The command that shows and hides the outputs of a run under the cells of the notebook. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator } from '@jupyterlab/translation';
import { ICollardClient, IPipelines, type INotebookPipeline } from '../tokens.js';
import type { NotebookOutputs } from './notebook-outputs.js';

export const showOutputs = 'collard:show-outputs';

export const outputsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:outputs',
  description: 'Shows the outputs of a run under the cells of its notebook.',
  autoStart: true,
  requires: [ICollardClient, IPipelines, IRenderMimeRegistry, ITranslator],
  optional: [ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    client: ICollardClient,
    pipelines: IPipelines,
    rendermime: IRenderMimeRegistry,
    translator: ITranslator,
    palette: ICommandPalette | null
  ) => {
    const trans = translator.load('collard');
    const shown = new Map<INotebookPipeline, NotebookOutputs>();
    const hide = (pipeline: INotebookPipeline): void => {
      shown.get(pipeline)?.dispose();
      shown.delete(pipeline);
    };
    const show = async (pipeline: INotebookPipeline): Promise<void> => {
      const { NotebookOutputs } = await import('./notebook-outputs.js');
      if (!pipeline.isDisposed && !shown.has(pipeline)) {
        shown.set(pipeline, new NotebookOutputs(pipeline, { client, rendermime, trans }));
        pipeline.disposed.connect(hide);
      }
    };
    app.commands.addCommand(showOutputs, {
      label: trans.__('Show Outputs of the Run'),
      caption: trans.__('Show what each cell printed and drew in the run, under the cell'),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => (pipelines.current?.run ?? null) !== null,
      isVisible: () => pipelines.current?.enabled === true,
      isToggleable: true,
      isToggled: () => pipelines.current !== null && shown.has(pipelines.current),
      execute: async () => {
        const { current } = pipelines;
        if (current !== null) {
          await (shown.has(current) ? Promise.resolve(hide(current)) : show(current));
          app.commands.notifyCommandChanged(showOutputs);
        }
      }
    });
    palette?.addItem({ command: showOutputs, category: trans.__('Collard') });
  }
};
