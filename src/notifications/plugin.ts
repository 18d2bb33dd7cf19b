/** Tells of runs that ended while nobody could see it in the panel. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { panelId } from '../panel/panel-id.js';
import { IPipelines, IRunStore } from '../tokens.js';
import { notifyOfEnd } from './run-notification.js';

export const notificationsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:notifications',
  description: 'Tells of runs that ended while the panel is hidden.',
  autoStart: true,
  requires: [IRunStore, IPipelines],
  optional: [ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    store: IRunStore,
    pipelines: IPipelines,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('collard');
    const settings = registry?.load('collard:plugin');
    store.runFinished.connect((_, run) => {
      void settings?.then(loaded => {
        const wanted = loaded.get('notifications').composite;
        if (wanted === 'always' || (wanted !== 'never' && !isPanelVisible(app))) {
          notifyOfEnd(run, { commands: app.commands, pipelines, trans });
        }
      });
    });
  }
};

function isPanelVisible({ shell }: JupyterFrontEnd): boolean {
  return [...shell.widgets('left'), ...shell.widgets('right')].some(({ id, isVisible }) => id === panelId && isVisible);
}
