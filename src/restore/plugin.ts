/** The command that brings the variables of a step into a notebook. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { stateKindSchema } from '../../protocol/api.js';
import { ICollardClient, IPipelines, type INotebookPipeline } from '../tokens.js';

export const restoreStateCommand = 'collard:restore-state';

export const restorePlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:restore',
  description: 'Brings the variables of a step of a run into a notebook.',
  autoStart: true,
  requires: [ICollardClient, IPipelines, INotebookTracker, ITranslator],
  optional: [ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    client: ICollardClient,
    pipelines: IPipelines,
    notebooks: INotebookTracker,
    translator: ITranslator,
    palette: ICommandPalette | null
  ) => {
    const { commands } = app;
    const trans = translator.load('collard');
    const wanted = (args: ReadonlyPartialJSONObject): Place | null => placeIn(args) ?? placeOfCell(pipelines.current);
    commands.addCommand(restoreStateCommand, {
      label: trans.__('Restore Variables of a Step…'),
      caption: trans.__('Load the variables of a step of a run into the kernel of a notebook'),
      describedBy: {
        args: {
          type: 'object',
          properties: {
            run: { type: 'string', description: trans.__('Id of the run') },
            step: { type: 'string', description: trans.__('Name of the step') },
            kind: { type: 'string', enum: ['inputs', 'outputs', 'failure'], description: trans.__('Which state') }
          }
        }
      },
      isEnabled: args => wanted(args) !== null,
      isVisible: args => placeIn(args) !== null || pipelines.current?.enabled === true,
      execute: async args => {
        const place = wanted(args);
        if (place !== null) {
          const { restoreState } = await import('./restore-flow.js');
          const kind = stateKindSchema.nullable().catch(null).parse(args['kind']);
          await restoreState({ ...place, kind }, { client, commands, notebooks, trans });
        }
      }
    });
    palette?.addItem({ command: restoreStateCommand, category: trans.__('Collard') });
  }
};

interface Place {
  readonly run: string;
  readonly step: string;
}

function placeIn({ run, step }: ReadonlyPartialJSONObject): Place | null {
  return typeof run === 'string' && typeof step === 'string' ? { run, step } : null;
}

/** The step of the current cell, in the run that its notebook shows. */
function placeOfCell(pipeline: INotebookPipeline | null): Place | null {
  const cell = pipeline?.panel.content.activeCell?.model.id ?? '';
  const step = pipeline?.state?.cells.get(cell)?.step ?? null;
  const run = pipeline?.run ?? null;
  return run === null || step === null || run.view.steps[step] === undefined ? null : { run: run.id, step };
}
