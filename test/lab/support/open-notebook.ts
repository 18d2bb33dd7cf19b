/** A real notebook panel of JupyterLab in the test's page, with cells of the test's choice. */
import type { IBaseCell, INotebookContent } from '@jupyterlab/nbformat';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { NBTestUtils } from '@jupyterlab/notebook/lib/testutils';
import { Widget } from '@lumino/widgets';

export interface CellToOpen {
  readonly id: string;
  readonly source?: string;
  readonly tags?: readonly string[];
  readonly type?: 'code' | 'markdown';
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The cells as a notebook of a Python kernel, saved in no file. */
export function notebookOf(
  cells: readonly CellToOpen[],
  metadata: Readonly<Record<string, unknown>> = {}
): INotebookContent {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python', version: '3.12.1' },
      ...metadata
    },
    cells: cells.map(cellOf)
  };
}

function cellOf({ id, source = '', tags, type = 'code', metadata = {} }: CellToOpen): IBaseCell {
  return {
    cell_type: type,
    id,
    source,
    metadata: { ...metadata, ...(tags === undefined ? {} : { tags: [...tags] }) },
    ...(type === 'code' ? { outputs: [], execution_count: null } : {})
  };
}

/** Opens a notebook as if it had just been read from a file: nothing to save, nothing to undo. Dispose of the panel afterwards. */
export async function openNotebook(content: INotebookContent): Promise<NotebookPanel> {
  const context = await NBTestUtils.createMockContext();
  const panel = NBTestUtils.createNotebookPanel(context);
  context.model.fromJSON(content);
  context.model.sharedModel.clearUndoHistory();
  context.model.dirty = false;
  Widget.attach(panel, document.body);
  return panel;
}
