/** The JupyterLab extension, part by part. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { badgesPlugin } from './badges/plugin.js';
import { editorPlugin } from './editor/plugin.js';
import { clientPlugin } from './client/plugin.js';
import { runStorePlugin } from './client/run-store-plugin.js';
import { pipelinesPlugin } from './pipeline/plugin.js';
import { problemsPlugin } from './problems/plugin.js';
import { commandsPlugin } from './commands/plugin.js';
import { notificationsPlugin } from './notifications/plugin.js';
import { panelPlugin } from './panel/plugin.js';
import { runFormsPlugin } from './run-form/plugin.js';
import { comparePlugin } from './compare/plugin.js';
import { outputsPlugin } from './outputs/plugin.js';
import { restorePlugin } from './restore/plugin.js';
import { runViewPlugin } from './run-view/plugin.js';
import { statusBarPlugin } from './status-bar/plugin.js';

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  clientPlugin,
  runStorePlugin,
  pipelinesPlugin,
  badgesPlugin,
  editorPlugin,
  problemsPlugin,
  runFormsPlugin,
  commandsPlugin,
  panelPlugin,
  statusBarPlugin,
  notificationsPlugin,
  runViewPlugin,
  outputsPlugin,
  restorePlugin,
  comparePlugin
];
export default plugins;
