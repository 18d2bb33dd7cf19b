/** Opens the form of a cell; there is one at a time. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { ICellEditor, INotebookPipeline } from '../tokens.js';
import { CellPopover } from './cell-popover.js';

export class CellEditor implements ICellEditor {
  constructor(private readonly trans: TranslationBundle) {}

  open(pipeline: INotebookPipeline, cell: string, anchor: HTMLElement): void {
    const isSame = this.popover?.cell === cell && this.popover.pipeline === pipeline;
    this.close(isSame);
    if (isSame) {
      return;
    }
    this.anchor = anchor;
    this.popover = new CellPopover({
      pipeline,
      cell,
      anchor,
      trans: this.trans,
      onClose: returnsFocus => this.close(returnsFocus),
      onGoTo: other => void this.goTo(pipeline, other)
    });
    pipeline.disposed.connect(this.onPipelineDisposed, this);
    Widget.attach(this.popover, document.body);
    void pipeline.compileNow();
  }

  close(returnsFocus = false): void {
    const { popover, anchor } = this;
    if (popover === null) {
      return;
    }
    this.popover = null;
    this.anchor = null;
    popover.settle();
    popover.pipeline.disposed.disconnect(this.onPipelineDisposed, this);
    popover.dispose();
    if (returnsFocus && !popover.pipeline.isDisposed) {
      giveFocus(anchor, popover.pipeline);
    }
  }

  private async goTo(pipeline: INotebookPipeline, cell: string): Promise<void> {
    this.close();
    if (await pipeline.reveal(cell)) {
      const anchor = anchorIn(pipeline, cell);
      if (anchor !== null) {
        this.open(pipeline, cell, anchor);
      }
    }
  }

  private onPipelineDisposed(): void {
    this.close();
  }

  private popover: CellPopover | null = null;
  private anchor: HTMLElement | null = null;
}

/** The cell's badge, or the cell itself where it has none; null when the cell is not there. */
export function anchorIn({ panel }: INotebookPipeline, cell: string): HTMLElement | null {
  const node = panel.content.widgets.find(({ model }) => model.id === cell)?.node;
  return node?.querySelector<HTMLElement>('.collard-Badge-chip') ?? node ?? null;
}

/** Back to the badge; a cell itself takes no focus, its notebook does. */
function giveFocus(anchor: HTMLElement | null, { panel }: INotebookPipeline): void {
  if (anchor instanceof HTMLButtonElement && anchor.isConnected) {
    anchor.focus({ preventScroll: true });
  } else {
    panel.content.node.focus({ preventScroll: true });
  }
}
