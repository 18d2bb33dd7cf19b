/** The JupyterLab extension, part by part. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { badgesPlugin } from './badges/plugin.js';
import { clientPlugin } from './client/plugin.js';
import { runStorePlugin } from './client/run-store-plugin.js';
import { pipelinesPlugin } from './pipeline/plugin.js';
import { problemsPlugin } from './problems/plugin.js';

const plugins: JupyterFrontEndPlugin<unknown>[] = [clientPlugin, runStorePlugin, pipelinesPlugin, badgesPlugin, problemsPlugin];
export default plugins;
