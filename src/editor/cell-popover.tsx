/**
 * The form as a small window beside the cell's badge: on the page's body, as cells clip what is drawn outside of them. It keeps the
 * focus while it is open, goes where its cell goes, and ends with Escape or with a click elsewhere.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { INotebookPipeline } from '../tokens.js';
import { CellForm } from './cell-form.js';
import { placeBeside } from './placement.js';

export interface CellPopoverOptions {
  readonly pipeline: INotebookPipeline;
  readonly cell: string;
  readonly anchor: HTMLElement;
  readonly trans: TranslationBundle;
  /** @param returnsFocus false when the user went elsewhere. */
  readonly onClose: (returnsFocus: boolean) => void;
  readonly onGoTo: (cell: string) => void;
}

const focusable = 'button, input, select, summary, [tabindex="0"]';

export class CellPopover extends ReactWidget {
  constructor(private readonly options: CellPopoverOptions) {
    super();
    this.id = `collard-editor-${options.cell}`;
    this.addClass('jp-ThemedContainer');
    this.addClass('collard-Editor');
    this.node.dataset['lmSuppressShortcuts'] = 'true'; // keys typed here are no commands of the notebook
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-modal', 'true');
    this.node.setAttribute('aria-labelledby', this.titleId);
    options.pipeline.changed.connect(this.onPipelineChanged, this);
  }

  get cell(): string {
    return this.options.cell;
  }

  get pipeline(): INotebookPipeline {
    return this.options.pipeline;
  }

  /** Writes what was typed and not yet written, to the cell that this was opened for. */
  settle(): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && this.node.contains(activeElement)) {
      activeElement.blur();
    }
  }

  protected render(): React.ReactElement {
    const { pipeline, cell, trans, onClose, onGoTo } = this.options;
    return (
      <div onKeyDown={event => this.onKey(event)}>
        <CellForm
          pipeline={pipeline}
          cell={cell}
          trans={trans}
          titleId={this.titleId}
          onClose={() => onClose(true)}
          onGoTo={onGoTo}
          onReady={() => this.takeFocus()}
        />
      </div>
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    document.addEventListener('pointerdown', this.onPointerDown, true);
    window.addEventListener('scroll', this.onScroll, true);
    window.addEventListener('resize', this.place);
    this.resizes.observe(this.node);
  }

  protected override onBeforeDetach(message: Message): void {
    document.removeEventListener('pointerdown', this.onPointerDown, true);
    window.removeEventListener('scroll', this.onScroll, true);
    window.removeEventListener('resize', this.place);
    this.resizes.disconnect();
    this.options.pipeline.changed.disconnect(this.onPipelineChanged, this);
    super.onBeforeDetach(message);
  }

  private takeFocus(): void {
    this.place();
    const first =
      this.node.querySelector<HTMLElement>('[data-collard-focus]') ??
      this.node.querySelector<HTMLElement>('select') ??
      this.node.querySelector<HTMLElement>(focusable);
    first?.focus({ preventScroll: true });
  }

  private onKey(event: React.KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.options.onClose(true);
    } else if (event.key === 'Tab') {
      this.keepFocus(event);
    }
  }

  /** From the last field to the first, and back. */
  private keepFocus(event: React.KeyboardEvent): void {
    const all = [...this.node.querySelectorAll<HTMLElement>(focusable)].filter(isReachable);
    const [first] = all;
    const last = all.at(-1);
    const from = event.shiftKey ? first : last;
    if (document.activeElement === from) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }

  /** The cell may be gone, or its form may begin or end to have fields. */
  private onPipelineChanged(): void {
    if (this.pipeline.state?.cells.has(this.cell) === false) {
      this.options.onClose(true);
    }
  }

  private readonly onPointerDown = ({ target }: PointerEvent): void => {
    if (target instanceof Node && !this.node.contains(target) && !this.options.anchor.contains(target)) {
      this.options.onClose(false);
    }
  };

  private readonly onScroll = ({ target }: Event): void => {
    if (target instanceof Node && this.node.contains(target)) {
      return;
    }
    if (this.isAnchorInView()) {
      this.place();
    } else {
      this.options.onClose(true);
    }
  };

  private isAnchorInView(): boolean {
    const { anchor, pipeline } = this.options;
    const view = pipeline.panel.content.node.getBoundingClientRect();
    const { top, bottom } = anchor.getBoundingClientRect();
    return anchor.isConnected && bottom > view.top && top < view.bottom;
  }

  private readonly place = (): void => {
    const { node } = this;
    node.style.maxHeight = '';
    const view = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
    const { left, top, maximalHeight } = placeBeside(
      this.options.anchor.getBoundingClientRect(),
      { width: node.offsetWidth, height: node.offsetHeight },
      view
    );
    node.style.left = `${left}px`;
    node.style.top = `${top}px`;
    node.style.maxHeight = `${maximalHeight}px`;
  };

  private get titleId(): string {
    return `${this.id}-title`;
  }

  private readonly resizes = new ResizeObserver(() => this.place());
}

/** What is folded away takes no focus; the fold itself does. */
function isReachable(element: HTMLElement): boolean {
  const details = element.closest('details:not([open])');
  return details === null || element.tagName === 'SUMMARY';
}
