/** Puts the state of the current pipeline into the status bar. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { commandIds } from '../commands/command-ids.js';
import { IPipelines } from '../tokens.js';
import { PipelineStatus } from './pipeline-status.js';

export const statusBarPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:status-bar',
  description: 'Shows in the status bar how the pipeline of the current notebook is.',
  autoStart: true,
  requires: [IPipelines],
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    pipelines: IPipelines,
    statusBar: IStatusBar | null,
    translator: ITranslator | null
  ): void => {
    if (statusBar === null) {
      return;
    }
    const trans = (translator ?? nullTranslator).load('collard');
    const item = new PipelineStatus(pipelines, trans, section => {
      void app.commands.execute(commandIds.showPanel, { section });
    });
    statusBar.registerStatusItem('collard:status-bar', {
      item,
      align: 'left',
      rank: 10,
      isActive: () => item.hasText,
      activeStateChanged: item.activeChanged
    });
  }
};
