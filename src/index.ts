/** The JupyterLab extension, part by part. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { clientPlugin } from './client/plugin.js';
import { runStorePlugin } from './client/run-store-plugin.js';

const plugins: JupyterFrontEndPlugin<unknown>[] = [clientPlugin, runStorePlugin];
export default plugins;
