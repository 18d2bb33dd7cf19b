/** From the notebook in a request to a plan that may run. */
import { basename } from 'node:path';
import { compile, type AnalysisCache, type Plan } from '../../compiler/index.js';
import { NotebookRefusal } from '../http/refusal.js';

/** @throws NotebookRefusal when the notebook has errors, or no step */
export function planOf(notebook: unknown, path: string, cache: AnalysisCache): Plan {
  const { plan, diagnostics } = compile(notebook, { fileName: basename(path), cache });
  if (plan === null || diagnostics.some(({ severity }) => severity === 'error')) {
    throw new NotebookRefusal(diagnostics);
  }
  return plan;
}
