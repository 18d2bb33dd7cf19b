/** What the user can do with a run from its page. Each rejects with a sentence for the user. */
import { Clipboard } from '@jupyterlab/apputils';
import { openNotebook } from './notebook-of-run.js';
import { runLink } from './run-address.js';
import type { ShownRun } from './services.js';

export type RunAction = (shown: ShownRun) => Promise<void>;

export const cancel: RunAction = ({ client, model }) => client.cancel(model.id);

export const copyLink: RunAction = ({ model }) => {
  Clipboard.copyToSystem(runLink(window.location.href, model.id));
  return Promise.resolve();
};

/** The same plan once more: what succeeded is reused. */
export const runAgain: RunAction = async shown => {
  const { id } = await shown.client.retry(shown.model.id);
  await showRun(shown, id);
};

/** The notebook as it stands in the editor now, with the parameters of this run; what did not change is reused. */
export const continueAfterFix: RunAction = async shown => {
  const { client, model, trans } = shown;
  const { notebook, parameters } = model.summary;
  const pipeline = notebook === null ? null : await openNotebook(notebook, shown);
  if (pipeline === null) {
    throw new Error(trans.__('Open the notebook of this run first, then continue.'));
  }
  const { only } = await client.run(model.id);
  const request = { path: pipeline.path, notebook: pipeline.content(), parameters, only };
  const { id } = await client.submit(request, pipeline.kernelName);
  await showRun(shown, id);
};

/** To the cell in the notebook. */
export async function goToCell(shown: ShownRun, cell: string, line: number | null): Promise<void> {
  const { model, trans } = shown;
  const { notebook } = model.summary;
  if (notebook === null) {
    throw new Error(trans.__('Nobody knows where the notebook of this run is.'));
  }
  const pipeline = await openNotebook(notebook, shown);
  if (pipeline !== null && !(await pipeline.reveal(cell, line))) {
    throw new Error(trans.__('The notebook does not have this cell any more.'));
  }
}

/** Opens the page of a run, and lets its notebook show it too. */
async function showRun({ commands, model, pipelines }: ShownRun, run: string): Promise<void> {
  const { notebook } = model.summary;
  if (notebook !== null && pipelines.find(notebook) !== null && commands.hasCommand('collard:show-run')) {
    await commands.execute('collard:show-run', { run, path: notebook });
  }
  await commands.execute('collard:open-run', { run });
}
