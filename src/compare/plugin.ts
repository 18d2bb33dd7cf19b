/** The command that shows two runs side by side. */
import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { WidgetTracker, type MainAreaWidget } from '@jupyterlab/apputils';
import { ITranslator } from '@jupyterlab/translation';
import { showInPlace } from '../run-view/run-place.js';
import { ICollardClient } from '../tokens.js';
import type { ComparisonWidget } from './comparison-widget.js';

export const compareRuns = 'collard:compare-runs';

export const comparePlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:compare',
  description: 'Shows how two runs differ: parameters, metrics, code, data and libraries.',
  autoStart: true,
  requires: [ICollardClient, ITranslator],
  optional: [ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    client: ICollardClient,
    translator: ITranslator,
    restorer: ILayoutRestorer | null
  ) => {
    const { commands, shell } = app;
    const trans = translator.load('collard');
    const tracker = new WidgetTracker<MainAreaWidget<ComparisonWidget>>({ namespace: 'collard-comparison' });
    const run = { type: 'string', description: trans.__('Id of the run') } as const;
    commands.addCommand(compareRuns, {
      label: trans.__('Compare Runs'),
      caption: trans.__('Show how two runs differ'),
      describedBy: { args: { type: 'object', properties: { left: run, right: run }, required: ['left', 'right'] } },
      execute: async ({ left, right }) => {
        if (typeof left !== 'string' || typeof right !== 'string') {
          return;
        }
        const open = tracker.find(({ content }) => content.left === left && content.right === right);
        if (open !== undefined) {
          shell.activateById(open.id);
          return;
        }
        const { newComparison } = await import('./comparison-widget.js');
        const widget = newComparison(left, right, { client, commands, trans });
        await tracker.add(widget);
        showInPlace(app, widget, 'Comparison');
      }
    });
    if (restorer !== null) {
      void restorer.restore(tracker, {
        command: compareRuns,
        args: ({ content: { left, right } }) => ({ left, right }),
        name: ({ content: { left, right } }) => `${left}-${right}`
      });
    }
  }
};
