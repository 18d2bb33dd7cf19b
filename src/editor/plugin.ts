/** The form that changes what a cell is in the pipeline, and the command and key that open it. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator } from '@jupyterlab/translation';
import { ICellEditor, IPipelines } from '../tokens.js';
import { anchorIn, CellEditor } from './cell-editor.js';

const editCommand = 'collard:edit-cell';

export const editorPlugin: JupyterFrontEndPlugin<ICellEditor> = {
  id: 'collard:editor',
  description: 'Edits what a cell is in the pipeline.',
  autoStart: true,
  requires: [IPipelines, ITranslator],
  optional: [ICommandPalette],
  provides: ICellEditor,
  activate: (
    app: JupyterFrontEnd,
    pipelines: IPipelines,
    translator: ITranslator,
    palette: ICommandPalette | null
  ): ICellEditor => {
    const trans = translator.load('collard');
    const editor = new CellEditor(trans);
    pipelines.currentChanged.connect(() => editor.close());
    app.commands.addCommand(editCommand, {
      label: trans.__('Edit What This Cell Is in the Pipeline…'),
      caption: trans.__('Name its step, and say what the step needs'),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => pipelines.current?.panel.content.activeCell?.model.type === 'code',
      execute: () => openForActiveCell(editor, pipelines)
    });
    palette?.addItem({ command: editCommand, category: trans.__('Collard') });
    return editor;
  }
};

async function openForActiveCell(editor: ICellEditor, { current }: IPipelines): Promise<void> {
  const cell = current?.panel.content.activeCell?.model;
  if (current === null || cell?.type !== 'code') {
    return;
  }
  await current.reveal(cell.id);
  const anchor = anchorIn(current, cell.id);
  if (anchor !== null) {
    editor.open(current, cell.id, anchor);
  }
}
