/** One section of the panel: a heading that opens and closes, and content drawn by React. */
import { ReactWidget } from '@jupyterlab/ui-components';
import type * as React from 'react';

export class Section extends ReactWidget {
  /** @param name such as `problems`, for style and for whoever opens one section. */
  constructor(
    readonly name: string,
    label: string,
    private readonly content: () => React.JSX.Element
  ) {
    super();
    this.addClass('collard-Section');
    this.addClass(`collard-mod-${name}`);
    // Single letters are commands of notebooks; here they are text.
    this.node.dataset['lmSuppressShortcuts'] = 'true';
    this.title.label = label;
  }

  protected override render(): React.JSX.Element {
    return this.content();
  }
}
