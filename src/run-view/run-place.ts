/** Where a run opens. JupyterLab has a main area for many; Notebook 7 keeps it for the notebook alone, and has room below it. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { SplitPanel, type Widget } from '@lumino/widgets';

/** Pixels below which nobody can read a run. */
const leastHeight = 200;

/** Adds the widget to the page and shows it. */
export function showInPlace({ name, shell }: JupyterFrontEnd, widget: Widget, type: string): void {
  const place = name === 'Jupyter Notebook' ? 'down' : 'main';
  shell.add(widget, place, { type });
  shell.activateById(widget.id);
  if (place === 'down') {
    giveRoom(widget);
  }
}

/** The room below a notebook has no height before something stands in it: it gets half of the page. */
function giveRoom(widget: Widget): void {
  let above = widget.parent;
  while (above !== null && !(above instanceof SplitPanel)) {
    above = above.parent;
  }
  if (above !== null && widget.node.offsetHeight < leastHeight) {
    above.setRelativeSizes([1, 1]);
  }
}
