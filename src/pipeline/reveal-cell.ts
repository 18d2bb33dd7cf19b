/** Brings a cell before the user's eyes, in every way in which JupyterLab may keep cells out of the page. */
import type { Cell } from '@jupyterlab/cells';
import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';

/**
 * @param line counts from 1; the editor gets the focus then, with the line selected.
 * @returns false when there is no such cell.
 */
export async function revealCell({ content }: NotebookPanel, id: string, line: number | null): Promise<boolean> {
  const index = content.widgets.findIndex(({ model }) => model.id === id);
  const cell = content.widgets[index];
  if (cell === undefined) {
    return false;
  }
  NotebookActions.expandParent(cell, content);
  content.deselectAll();
  content.activeCellIndex = index;
  // Another scroll that begins meanwhile rejects this one; the cell is the active one all the same.
  await content.scrollToItem(index, 'smart').catch(() => undefined);
  if (line !== null) {
    await selectLine(cell, line);
  } else if (!cell.isDisposed) {
    content.mode = 'command';
    content.node.focus({ preventScroll: true });
  }
  return true;
}

async function selectLine(cell: Cell, line: number): Promise<void> {
  await cell.ready;
  const { editor } = cell;
  if (cell.isDisposed || editor === null) {
    return;
  }
  cell.inputHidden = false;
  const last = Math.min(line, editor.lineCount) - 1;
  editor.focus();
  editor.setSelection({
    start: { line: last, column: 0 },
    end: { line: last, column: editor.getLine(last)?.length ?? 0 }
  });
  editor.revealPosition({ line: last, column: 0 });
}
