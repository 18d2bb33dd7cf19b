/** What number a cell has in the notebook as it is open now: the run itself knows no cells but its own. */
import type { ShownRun } from './services.js';

/** From 1, among the code cells, as the problems of a pipeline count them. Null when the notebook or the cell is not there. */
export function cellNumber({ model, pipelines }: Pick<ShownRun, 'model' | 'pipelines'>, cell: string): number | null {
  const { notebook } = model.summary;
  const cells = (notebook === null ? null : pipelines.find(notebook))?.panel.content.model?.cells;
  const ids = [...(cells ?? [])].filter(({ type }) => type === 'code').map(({ id }) => id);
  const position = ids.indexOf(cell);
  return position < 0 ? null : position + 1;
}
