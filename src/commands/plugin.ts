/** All commands of the panel, in palette, menus, notebook toolbar and keyboard. Where each one appears stands in the schema. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IRunForms } from '../run-form/run-forms.js';
import { ICollardClient, IPipelines } from '../tokens.js';
import type { CommandContext } from './command-context.js';
import { commandIds } from './command-ids.js';
import { CommandRefresher } from './command-refresher.js';
import { addNotebookCommands } from './notebook-commands.js';
import { RunToolbarButton } from './run-toolbar-button.js';
import { addRunCommands } from './run-commands.js';
import { addRunListCommands } from './run-list-commands.js';
import { addSaveCommand } from './save-command.js';

export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:commands',
  description: 'Commands to show, run and save pipelines.',
  autoStart: true,
  requires: [ICollardClient, IPipelines, IRunForms],
  optional: [ITranslator, ICommandPalette, IToolbarWidgetRegistry],
  activate: (
    app: JupyterFrontEnd,
    client: ICollardClient,
    pipelines: IPipelines,
    forms: IRunForms,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    toolbars: IToolbarWidgetRegistry | null
  ): void => {
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('collard');
    const context: CommandContext = { commands, client, pipelines, forms, trans };
    addRunCommands(context);
    addRunListCommands(context);
    addNotebookCommands(context);
    addSaveCommand(context);
    addToPalette(palette, trans.__('Collard'));
    toolbars?.addFactory('Notebook', 'collard-run', widget =>
      widget instanceof NotebookPanel ? new RunToolbarButton(widget, context) : new RunToolbarButton(null, context)
    );
    new CommandRefresher(pipelines, commands);
  }
};

function addToPalette(palette: ICommandPalette | null, category: string): void {
  const { run, runStep, cancel, toggle, suggestSteps, nextProblem, savePipeline, showPanel } = commandIds;
  for (const command of [run, runStep, cancel, toggle, suggestSteps, nextProblem, showPanel]) {
    palette?.addItem({ command, category });
  }
  palette?.addItem({ command: run, category, args: { fresh: true } });
  for (const format of ['json', 'svg', 'mermaid']) {
    palette?.addItem({ command: savePipeline, category, args: { format } });
  }
}
