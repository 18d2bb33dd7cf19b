/** Phase 3: analyzed steps → the plan. Adds nothing that is not known; drops nothing that an engine may need. */
import type { AnalyzedNotebook, AnalyzedStep } from '../2-analyze/analysis-model.js';
import type { RememberedDigests } from '../ir/digest.js';
import { PLAN_VERSION } from '../ir/plan-version.js';
import type { Plan, PlanCell, PlanStep } from '../ir/plan.js';
import { codeBlocks } from './code-blocks.js';
import { modulesOf, sliceSteps } from './slices.js';
import type { Slice } from './slices.js';

/** Lowers a whole notebook. Steps keep notebook order, which respects `after`: tags and data only point upwards. */
export function lower(analyzed: AnalyzedNotebook, digests: RememberedDigests): Plan {
  const { name, description, python } = analyzed.notebook;
  const slices = sliceSteps(analyzed, digests);
  return {
    version: PLAN_VERSION,
    name,
    description,
    python,
    parameters: analyzed.parameters,
    cells: planCells(analyzed),
    modules: modulesOf(analyzed.prologue.flatMap(({ analysis }) => analysis.statements)),
    steps: analyzed.steps.flatMap((step, index) => {
      const slice = slices[index];
      return slice === undefined ? [] : [planStep(step, slice, analyzed)];
    })
  };
}

/** The cells that some step executes, in notebook order. Their positions count among themselves: cells that run nowhere may come and go. */
function planCells({ prologue, steps }: AnalyzedNotebook): readonly PlanCell[] {
  const cells = [...prologue, ...steps.flatMap(step => step.cells)];
  return cells
    .sort((left, right) => left.position - right.position)
    .map(({ id, source }, position) => ({ id, position, source }));
}

function planStep(analyzed: AnalyzedStep, slice: Slice, notebook: AnalyzedNotebook): PlanStep {
  const { name, limits, labels, annotations, image, cache, report, secrets, retry, timeout } = analyzed.step;
  return {
    name,
    cells: analyzed.cells.map(({ id }) => id),
    after: analyzed.after,
    inferred: analyzed.inferred,
    inputs: analyzed.inputs,
    outputs: analyzed.outputs,
    results: analyzed.results,
    parameters: analyzed.parameters,
    metrics: analyzed.metrics,
    code: codeBlocks(analyzed, notebook),
    slice: slice.parts,
    surroundings: slice.surroundings,
    imports: slice.imports,
    limits,
    labels,
    annotations,
    image,
    cache,
    report,
    secrets,
    retry,
    timeout
  };
}
