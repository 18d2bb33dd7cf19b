/** The place under a notebook cell where the outputs of a run stand. Beside the cell's own outputs, never part of the notebook. */
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import { PanelLayout, Widget } from '@lumino/widgets';
import { OutputDisplay } from './output-display.js';
import type { StepFeed } from './step-feed.js';

export interface RegionOptions {
  readonly feed: StepFeed;
  readonly cell: string;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
  /** Such as "From run 12:30, step train". */
  readonly label: string;
  /** The user has seen enough. */
  readonly onClose: () => void;
}

export class CellRegion extends Widget {
  constructor({ feed, cell, rendermime, trans, label, onClose }: RegionOptions) {
    super();
    this.addClass('collard-CellRegion');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', label);
    this.node.dataset['lmSuppressShortcuts'] = 'true';
    this.display = new OutputDisplay(feed, cell, rendermime);
    this.display.changed.connect(this.onDisplayChanged, this);
    this.note = new Widget();
    this.note.addClass('collard-CellRegion-note');
    this.note.node.textContent = trans.__('There is more text; the log of the step has all of it.');
    const layout = new PanelLayout();
    layout.addWidget(header(label, trans, onClose));
    layout.addWidget(this.display.widget);
    layout.addWidget(this.note);
    this.layout = layout;
    this.onDisplayChanged();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.display.dispose();
      super.dispose();
    }
  }

  /** Without outputs there is nothing to see, not even a label. */
  private onDisplayChanged(): void {
    this.setHidden(this.display.isEmpty);
    this.note.setHidden(!this.display.isCut);
  }

  private readonly display: OutputDisplay;
  private readonly note: Widget;
}

function header(label: string, trans: TranslationBundle, onClose: () => void): Widget {
  const widget = new Widget();
  widget.addClass('collard-CellRegion-header');
  const text = document.createElement('span');
  text.textContent = label;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'collard-CellRegion-close';
  button.title = trans.__('Close');
  button.setAttribute('aria-label', trans.__('Close the outputs of the run'));
  closeIcon.element({ container: button });
  button.addEventListener('click', onClose);
  widget.node.append(text, button);
  return widget;
}
