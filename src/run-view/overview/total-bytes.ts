/** Size of everything that a step hands on. */
import type { StepView } from '../../../protocol/run-view.js';

export function totalBytes({ outputs }: Pick<StepView, 'outputs'>): number {
  return Object.values(outputs).reduce((sum, bytes) => sum + bytes, 0);
}
