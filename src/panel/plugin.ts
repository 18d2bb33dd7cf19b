/** Puts the panel into the left side bar of JupyterLab, or of Notebook 7. */
import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { commandIds } from '../commands/command-ids.js';
import { pipelineIcon } from '../icons/product-icon.js';
import { IRunForms } from '../run-form/run-forms.js';
import { ICollardClient, IPipelines, IRunStore } from '../tokens.js';
import { CollardPanel, type SectionName } from './collard-panel.js';
import { EnvironmentModel } from './environment-model.js';
import { panelId } from './panel-id.js';
import { RunHistory } from './run-history.js';

/** Third parties' panels stand below JupyterLab's own. */
const rank = 650;

export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:panel',
  description: 'The side panel with pipeline, problems, run and runs.',
  autoStart: true,
  requires: [ICollardClient, IRunStore, IPipelines, IRunForms],
  optional: [ITranslator, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    client: ICollardClient,
    store: IRunStore,
    pipelines: IPipelines,
    forms: IRunForms,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null
  ): void => {
    const { commands, shell } = app;
    const language = translator ?? nullTranslator;
    const trans = language.load('collard');
    const environment = new EnvironmentModel(client);
    const history = new RunHistory(client, store);
    const panel = new CollardPanel(
      { commands, client, store, pipelines, forms, environment, history, trans },
      language
    );
    restorer?.add(panel, panelId);
    shell.add(panel, 'left', { rank });
    addShowCommand(app, panel, trans);
  }
};

const sections: readonly SectionName[] = ['pipeline', 'problems', 'run', 'runs'];

function addShowCommand({ commands, shell }: JupyterFrontEnd, panel: CollardPanel, trans: Translation): void {
  commands.addCommand(commandIds.showPanel, {
    label: trans.__('Show Collard'),
    caption: trans.__('Show the pipeline of this notebook in the side panel'),
    icon: pipelineIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: { section: { type: 'string', enum: [...sections], description: trans.__('Section to open') } }
      }
    },
    execute: ({ section }) => {
      shell.activateById(panelId);
      const name = sections.find(each => each === section);
      if (name !== undefined) {
        panel.reveal(name);
      }
    }
  });
}

type Translation = ReturnType<ITranslator['load']>;
