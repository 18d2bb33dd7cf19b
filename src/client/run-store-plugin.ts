/** Provides the store of runs, which follows them over one event stream. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICollardClient, IRunStore } from '../tokens.js';
import { EventStream } from './event-stream.js';
import { RunStore } from './run-store.js';

export const runStorePlugin: JupyterFrontEndPlugin<IRunStore> = {
  id: 'collard:run-store',
  description: 'Follows runs as they happen.',
  autoStart: true,
  requires: [ICollardClient],
  provides: IRunStore,
  activate: (app: JupyterFrontEnd, client: ICollardClient) =>
    new RunStore(client, new EventStream(app.serviceManager.serverSettings))
};
