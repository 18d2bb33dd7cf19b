/** The JupyterLab extension, part by part. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { clientPlugin } from './client/plugin.js';
import { runStorePlugin } from './client/run-store-plugin.js';
import { pipelinesPlugin } from './pipeline/plugin.js';

const plugins: JupyterFrontEndPlugin<unknown>[] = [clientPlugin, runStorePlugin, pipelinesPlugin];
export default plugins;
