/** Provides the forms for runs, and takes up runs that go on. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ICollardClient, IPipelines, IRunStore } from '../tokens.js';
import { IRunForms, RunForms } from './run-forms.js';
import { RunTakeUp } from './run-take-up.js';
import { ShownRuns } from './shown-runs.js';

export const runFormsPlugin: JupyterFrontEndPlugin<IRunForms> = {
  id: 'collard:run-forms',
  description: 'Keeps what is asked of the next run of each notebook, and shows runs that go on.',
  autoStart: true,
  requires: [ICollardClient, IRunStore, IPipelines],
  optional: [ISettingRegistry],
  provides: IRunForms,
  activate: (
    _: JupyterFrontEnd,
    client: ICollardClient,
    store: IRunStore,
    pipelines: IPipelines,
    settings: ISettingRegistry | null
  ): IRunForms => {
    const shown = new ShownRuns(store);
    const forms = new RunForms(client, shown);
    new RunTakeUp(pipelines, client, store, shown);
    void followSettings(settings, forms);
    return forms;
  }
};

async function followSettings(registry: ISettingRegistry | null, forms: RunForms): Promise<void> {
  const settings = await registry?.load('collard:plugin');
  const apply = (): void => {
    const workers = settings?.get('workers').composite;
    forms.defaultWorkers = typeof workers === 'number' && workers > 0 ? workers : null;
  };
  settings?.changed.connect(apply);
  apply();
}
