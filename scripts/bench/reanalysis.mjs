// Compiling again after an edit of one cell of two hundred, warm: what an editor does on every keystroke.
import { againstGoal, median, percentile, reported } from './figures.mjs';
import { analysisNotebook } from './notebooks.mjs';

const edits = 200;

export async function* measureReanalysis() {
  const { AnalysisCache, compile } = await import('../../build/bench/product.mjs');
  const cache = new AnalysisCache();
  const notebook = analysisNotebook(66, 3);
  const start = performance.now();
  compile(notebook, { cache });
  yield reported(`first analysis of ${notebook.cells.length} cells`, performance.now() - start, 'ms');
  const times = [];
  for (let edit = 0; edit < edits + 20; edit += 1) {
    const cell = notebook.cells[3 + ((edit * 37) % (notebook.cells.length - 3))];
    cell.source += `\nedited = ${edit}`;
    const before = performance.now();
    const { plan } = compile(notebook, { cache });
    const after = performance.now();
    if (plan === null) {
      throw new Error('the edited notebook did not compile');
    }
    if (edit >= 20) {
      times.push(after - before);
    }
  }
  yield againstGoal('one-cell edit of 200 cells, median', median(times), 'ms', 10);
  yield againstGoal('one-cell edit of 200 cells, 95th percentile', percentile(times, 0.95), 'ms', 30);
}
