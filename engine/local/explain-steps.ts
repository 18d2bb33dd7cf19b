/** A dry run: which steps would be reused, which would run, and why. */
import type { PlanStep } from '../../compiler/ir/plan.js';
import type { Artifact } from '../../protocol/artifact.js';
import { describeMiss, type MissReason } from '../keys/miss.js';
import { recordReference } from '../store/records.js';
import { Examiner } from './examination.js';
import { freshSteps, type RunContext } from './step-starter.js';

export type StepExplanation =
  | { readonly step: string; readonly kind: 'hit'; readonly record: string; readonly created: string }
  | { readonly step: string; readonly kind: 'miss'; readonly reasons: readonly MissReason[]; readonly why: string };

type ExplanationContext = Pick<RunContext, 'workspace' | 'plan' | 'header' | 'steps' | 'python'> & {
  /** The environment that steps get, without secrets. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Examines steps in order. What follows a step that has to run cannot be known: its input may come out the same. */
export async function explainSteps(context: ExplanationContext): Promise<readonly StepExplanation[]> {
  const { steps } = context;
  const examiner = new Examiner({ ...context, fresh: freshSteps(context) });
  const outputs = new Map<string, Readonly<Record<string, Artifact>>>();
  const explanations: StepExplanation[] = [];
  for (const step of steps) {
    const upstream = step.after.find(name => !outputs.has(name));
    if (upstream !== undefined) {
      explanations.push(miss(step, [{ kind: 'upstream', step: upstream }]));
      continue;
    }
    const found = await examiner.examine(step, outputs);
    if (found.kind === 'miss') {
      explanations.push(miss(step, found.reasons));
      continue;
    }
    outputs.set(step.name, found.record.outputs);
    const { created } = found.record;
    explanations.push({ step: step.name, kind: 'hit', record: recordReference(found.record), created });
  }
  return explanations;
}

function miss({ name }: PlanStep, reasons: readonly MissReason[]): StepExplanation {
  return { step: name, kind: 'miss', reasons, why: describeMiss(reasons) };
}
