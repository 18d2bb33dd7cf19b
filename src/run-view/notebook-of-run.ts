/** The notebook that a run was made of, opened if need be. */
import { NotebookPanel } from '@jupyterlab/notebook';
import type { CommandRegistry } from '@lumino/commands';
import type { INotebookPipeline, IPipelines } from '../tokens.js';

/** Brings the notebook to the front. Null when it opens in another tab of the browser, as Notebook 7 does it. */
export async function openNotebook(
  path: string,
  { commands, pipelines }: { readonly commands: CommandRegistry; readonly pipelines: IPipelines }
): Promise<INotebookPipeline | null> {
  const open = pipelines.find(path);
  const widget: unknown = await commands.execute('docmanager:open', {
    path: open?.panel.context.path ?? path,
    factory: 'Notebook'
  });
  if (open !== null) {
    return open;
  }
  if (!(widget instanceof NotebookPanel)) {
    return null;
  }
  await widget.context.ready;
  return pipelines.get(widget);
}
