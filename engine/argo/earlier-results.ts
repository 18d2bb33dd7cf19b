/** The steps at the beginning of a pipeline whose results are here already: they need no pod. */
import type { PlanStep } from '../../compiler/ir/plan.js';
import type { StepRecord } from '../../protocol/record.js';
import { Examiner, type ExaminationContext } from '../local/examination.js';

export type EarlierResults = ReadonlyMap<string, StepRecord>;

/**
 * Steps that hit and only follow steps that hit, with their records. Files that they wrote are put back, so that they travel with the
 * workspace. What follows a step that must run is left to its pod, which looks for a result as well.
 */
export async function earlierResults(steps: readonly PlanStep[], context: ExaminationContext): Promise<EarlierResults> {
  const examiner = new Examiner(context);
  const found = new Map<string, StepRecord>();
  const outputs = new Map<string, StepRecord['outputs']>();
  for (const step of steps) {
    if (step.after.every(name => found.has(name))) {
      const result = await examiner.examine(step, outputs);
      if (result.kind === 'hit') {
        await examiner.restoreFiles(result.record);
        found.set(step.name, result.record);
        outputs.set(step.name, result.record.outputs);
      }
    }
  }
  return found;
}
