/** Where a run opens. */
import type { JupyterFrontEnd } from '@jupyterlab/application';

/** JupyterLab has a main area for many; Notebook 7 keeps it for the notebook alone, and has room below it. */
export function placeFor(app: JupyterFrontEnd): 'main' | 'down' {
  return app.name === 'Jupyter Notebook' ? 'down' : 'main';
}
