/** Where a cell failed in a run. */
import type { ICellModel } from '@jupyterlab/cells';
import type { IRunModel } from '../tokens.js';
import type { FailedLine } from './editor-problems.js';

/** Null when the cell did not fail, or is no longer what the run executed. */
export function failedLineOf(
  { plan, view }: IRunModel,
  { id, sharedModel }: Pick<ICellModel, 'id' | 'sharedModel'>
): FailedLine | null {
  for (const { phase, error } of Object.values(view.steps)) {
    if (phase === 'failed' && error !== null && error.cell === id && error.line !== null) {
      const executed = plan.cells.find(cell => cell.id === id)?.source;
      const { line, name, message } = error;
      return executed === sharedModel.getSource() ? { line, sentence: `${name}: ${message}` } : null;
    }
  }
  return null;
}
