/** Opens runs: by command, by address, and with the layout. The view itself is loaded when the first run is opened. */
import { ILayoutRestorer, IRouter, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { WidgetTracker, type MainAreaWidget } from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator } from '@jupyterlab/translation';
import { ICollardClient, IPipelines, IRunStore } from '../tokens.js';
import { runAddressPattern, runInQuery, withoutRun } from './run-address.js';
import type { RunWidget } from './run-widget.js';
import { showInPlace } from './run-place.js';

export const openRun = 'collard:open-run';
const routeToRun = 'collard:route-to-run';

export const runViewPlugin: JupyterFrontEndPlugin<void> = {
  id: 'collard:run-view',
  description: 'Shows a run: steps, outputs, logs, metrics and variables.',
  autoStart: true,
  requires: [ICollardClient, IRunStore, IPipelines, IRenderMimeRegistry, ITranslator],
  optional: [IEditorLanguageRegistry, ILayoutRestorer, IRouter],
  activate: (
    app: JupyterFrontEnd,
    client: ICollardClient,
    store: IRunStore,
    pipelines: IPipelines,
    rendermime: IRenderMimeRegistry,
    translator: ITranslator,
    languages: IEditorLanguageRegistry | null,
    restorer: ILayoutRestorer | null,
    router: IRouter | null
  ) => {
    const { commands, shell } = app;
    const trans = translator.load('collard');
    const services = { client, store, pipelines, commands, rendermime, languages, trans };
    const tracker = new WidgetTracker<MainAreaWidget<RunWidget>>({ namespace: 'collard-run' });
    commands.addCommand(openRun, {
      label: trans.__('Open Run'),
      describedBy: {
        args: {
          type: 'object',
          properties: {
            run: { type: 'string', description: trans.__('Id of the run') },
            step: { type: 'string', description: trans.__('Name of the step to show') }
          },
          required: ['run']
        }
      },
      execute: async ({ run, step }) => {
        if (typeof run !== 'string') {
          return;
        }
        const open = tracker.find(widget => widget.content.run === run);
        const shown = typeof step === 'string' ? step : null;
        if (open !== undefined) {
          open.content.showStep(shown ?? open.content.step);
          shell.activateById(open.id);
          return;
        }
        const { newRunView } = await import('./run-widget.js');
        const widget = newRunView(run, services);
        await tracker.add(widget);
        widget.content.showStep(shown);
        showInPlace(app, widget, 'Run');
      }
    });
    if (restorer !== null) {
      void restorer.restore(tracker, {
        command: openRun,
        args: ({ content }) => ({ run: content.run }),
        name: ({ content }) => content.run
      });
    }
    if (router !== null) {
      followAddress(app, router);
    }
  }
};

/** An address with `?collard=run/<id>` opens the run once JupyterLab stands, and then becomes an ordinary address again. */
function followAddress({ commands, restored }: JupyterFrontEnd, router: IRouter): void {
  commands.addCommand(routeToRun, {
    describedBy: { args: { type: 'object', properties: { search: { type: 'string' } } } },
    execute: () => {
      const { path, search, hash } = router.current;
      const run = runInQuery(search ?? '');
      if (run !== null) {
        router.navigate(withoutRun(path, search ?? '', hash ?? ''), { skipRouting: true });
        // Not awaited: the layout waits for the routes before it restores.
        void restored.then(() => commands.execute(openRun, { run }));
      }
    }
  });
  router.register({ command: routeToRun, pattern: runAddressPattern, rank: 10 });
}
