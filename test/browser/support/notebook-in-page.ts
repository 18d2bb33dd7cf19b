/** The notebook that the user works in, as its page knows it: its content, its tags, and its undo. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { LabPage } from './lab-page.js';

interface AppWindow {
  readonly jupyterapp: JupyterFrontEnd;
}

/** nbformat JSON of the editor, as text, so that the order of keys counts, too. */
export function contentText({ page }: LabPage): Promise<string> {
  return page.evaluate(() => {
    const { jupyterapp } = window as unknown as AppWindow;
    return JSON.stringify((jupyterapp.shell.currentWidget as NotebookPanel).context.model.toJSON());
  });
}

/** The tags of each cell, in the order of the notebook; cells without tags have an empty list. */
export function tagsByCell({ page }: LabPage): Promise<readonly (readonly string[])[]> {
  return page.evaluate(() => {
    const { jupyterapp } = window as unknown as AppWindow;
    const { cells } = (jupyterapp.shell.currentWidget as NotebookPanel).context.model.sharedModel;
    return cells.map(cell => (cell.getMetadata('tags') as string[] | undefined) ?? []);
  });
}

/** Undoes (or redoes) one step, and says whether there was one. */
export function stepBack({ page }: LabPage, direction: 'redo' | 'undo' = 'undo'): Promise<boolean> {
  return page.evaluate(which => {
    const { jupyterapp } = window as unknown as AppWindow;
    const { sharedModel } = (jupyterapp.shell.currentWidget as NotebookPanel).context.model;
    const possible = which === 'undo' ? sharedModel.canUndo() : sharedModel.canRedo();
    sharedModel[which]();
    return possible;
  }, direction);
}

/** Makes a cell the active one, as a click on it does. */
export async function activateCell(lab: LabPage, index: number): Promise<void> {
  await lab.page.evaluate(at => {
    const { jupyterapp } = window as unknown as AppWindow;
    const { content } = jupyterapp.shell.currentWidget as NotebookPanel;
    content.activeCellIndex = at;
    content.mode = 'command';
  }, index);
}
