/** The command that brings the variables of a step into a notebook. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';
import { stateKindSchema } from '../../protocol/api.js';
import { ICollardClient } from '../tokens.js';

export const restoreStateCommand = 'collard:restore-state';

export const restorePlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:restore',
  description: 'Brings the variables of a step of a run into a notebook.',
  autoStart: true,
  requires: [ICollardClient, INotebookTracker, ITranslator],
  activate: (app: JupyterFrontEnd, client: ICollardClient, notebooks: INotebookTracker, translator: ITranslator) => {
    const { commands } = app;
    const trans = translator.load('collard');
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
          },
          required: ['run', 'step']
        }
      },
      execute: async ({ run, step, kind }) => {
        if (typeof run === 'string' && typeof step === 'string') {
          const { restoreState } = await import('./restore-flow.js');
          const request = { run, step, kind: stateKindSchema.nullable().catch(null).parse(kind) };
          await restoreState(request, { client, commands, notebooks, trans });
        }
      }
    });
  }
};
