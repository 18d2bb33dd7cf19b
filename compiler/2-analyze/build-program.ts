/** Puts the facts about all cells together: what names are then resolved on. */
import type { ReadCell, ReadNotebook } from '../1-read/notebook-model.js';
import type { Parameter } from '../ir/plan.js';
import type { AnalysisCache } from './analysis-cache.js';
import { Program } from './program.js';
import { PROLOGUE, type Unit } from './step-unit.js';

/** Cells are taken in the order of execution: `from __future__ import annotations` holds for all later ones. */
export function buildProgram(notebook: ReadNotebook, parameters: readonly Parameter[], cache: AnalysisCache): Program {
  const { python } = notebook;
  let postponesAnnotations = false;
  const unit = (index: number, name: string, cells: readonly ReadCell[]): Unit => {
    const known = cells.map(cell => ({ cell, ...cache.cell(cell.source, python) }));
    const facts = cache.step(known, { postponesAnnotations });
    postponesAnnotations ||= known.some(({ facts: { ops } }) => ops.postponesAnnotations);
    return { index, name, cells: known.map(each => ({ ...each.cell, analysis: each.facts })), facts };
  };
  const prologue = unit(PROLOGUE, '', notebook.prologue);
  const steps = notebook.steps.map((step, index) => ({ ...unit(index, step.name, step.cells), step }));
  const leftOut = notebook.leftOut.map(cell => ({ ...cell, analysis: cache.cell(cell.source, python).facts }));
  const byName = new Map(parameters.map(parameter => [parameter.name, parameter]));
  return new Program(notebook, steps, prologue, byName, leftOut, cache.bodies);
}
