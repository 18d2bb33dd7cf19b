/** Which step to show as long as the user has chosen none. */
import type { IRunModel } from '../tokens.js';

/** The one that failed, else the one that runs, else the next one or the one that was cancelled; the last one when all is done. */
export function stepWorthSeeing({ plan, view }: Pick<IRunModel, 'plan' | 'view'>): string | null {
  const names = plan.steps.map(({ name }) => name);
  const inPhase = (phase: string): string | undefined => names.find(name => view.steps[name]?.phase === phase);
  return inPhase('failed') ?? inPhase('running') ?? inPhase('pending') ?? inPhase('cancelled') ?? names.at(-1) ?? null;
}
