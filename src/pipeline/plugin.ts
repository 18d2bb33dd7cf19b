/** Gives every notebook that opens its live pipeline, whichever application and whichever kind of file it opens in. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { IPipelines } from '../tokens.js';
import { enableChoices } from './enabling.js';
import { Pipelines } from './pipelines.js';
import { switchMemory } from './switch-memory.js';

export const pipelinesPlugin: JupyterFrontEndPlugin<IPipelines> = {
  id: 'collard:pipelines',
  description: 'Compiles each open notebook as it changes.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ISettingRegistry, IStateDB],
  provides: IPipelines,
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    settings: ISettingRegistry | null,
    state: IStateDB | null
  ): IPipelines => {
    const pipelines = new Pipelines({
      tracker,
      memory: switchMemory(state),
      activate: panel => app.shell.activateById(panel.id)
    });
    extendNotebooks(app.docRegistry, pipelines);
    tracker.forEach(panel => pipelines.add(panel)); // those that were faster than this plugin
    void followSettings(settings, pipelines);
    return pipelines;
  }
};

/** Notebooks open by several factories: JupyterLab's, and those of tools that keep notebooks as text. */
function extendNotebooks(registry: DocumentRegistry, pipelines: Pipelines): void {
  const extend = (name: string): void => {
    registry.addWidgetExtension(name, {
      createNew: widget => {
        if (widget instanceof NotebookPanel) {
          pipelines.add(widget);
        }
      }
    });
  };
  for (const { name } of registry.widgetFactories()) {
    extend(name);
  }
  registry.changed.connect((_, { type, change, name }) => {
    if (type === 'widgetFactory' && change === 'added' && name !== undefined) {
      extend(name);
    }
  });
}

async function followSettings(registry: ISettingRegistry | null, pipelines: Pipelines): Promise<void> {
  const settings = await registry?.load('collard:plugin');
  const apply = (): void => {
    const choice = settings?.get('enableByDefault').composite;
    pipelines.enableByDefault = enableChoices.find(each => each === choice) ?? 'tagged notebooks';
  };
  settings?.changed.connect(apply);
  apply();
}
