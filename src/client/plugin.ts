/** Provides the client of the server. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICollardClient } from '../tokens.js';
import { CollardClient } from './collard-client.js';

export const clientPlugin: JupyterFrontEndPlugin<ICollardClient> = {
  id: 'collard:client',
  description: 'Talks to the server behind Jupyter.',
  autoStart: true,
  provides: ICollardClient,
  activate: (app: JupyterFrontEnd) => new CollardClient(app.serviceManager.serverSettings)
};
