/** Labels and annotations by which pods and Workflows lead back to the pipeline, its steps and its cells. */
import type { Plan, PlanStep } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import type { Metadata } from './model.js';
import { encodedWord, hasTemplateTag } from './words.js';

/** On every object and pod: the pipeline. */
export const pipelineLabel = 'collard/pipeline';
/** On every pod: the name of its template, which is the step's name as far as Argo allows it. */
export const stepLabel = 'collard/step';
/** On every pod, as annotations: the step's own name, and the ids of its cells, percent-encoded and joined by commas. */
export const stepNameAnnotation = 'collard/step-name';
export const cellsAnnotation = 'collard/cells';
/** On every object: the digest of the plan. */
export const planAnnotation = 'collard/plan';

/** Tags with these keys become fields of the pod instead of annotations. */
export const nodeSelectorAnnotation = 'collard/node-selector';
export const tolerationsAnnotation = 'collard/tolerations';

/** Keys that belong to Argo's controller or to us; a tag that sets one would cut a pod off from its Workflow. */
const reservedPrefixes = ['workflows.argoproj.io/', 'collard/'];

/** Labels and annotations of a step's pod: those of its tags, and ours. */
export function podMetadata(plan: Plan, step: PlanStep, template: string, problems: EmitProblems): Metadata {
  const annotations = Object.entries(step.annotations).filter(
    ([key]) => key !== nodeSelectorAnnotation && key !== tolerationsAnnotation
  );
  return {
    labels: {
      ...Object.fromEntries(ours(step, 'label', Object.entries(step.labels), problems)),
      [pipelineLabel]: plan.name,
      [stepLabel]: template
    },
    annotations: {
      ...Object.fromEntries(ours(step, 'annotation', annotations, problems)),
      [stepNameAnnotation]: step.name,
      [cellsAnnotation]: step.cells.map(encodedWord).join(',')
    }
  };
}

/** The entries that may stand on a pod; what becomes of the others is said. */
function ours(
  { name: step }: PlanStep,
  kind: 'label' | 'annotation',
  entries: readonly (readonly [key: string, value: string])[],
  problems: EmitProblems
): readonly (readonly [key: string, value: string])[] {
  return entries.filter(([key, value]) => {
    if (reservedPrefixes.some(prefix => key.startsWith(prefix))) {
      const message = `Step ${step} sets the ${kind} ${key}, which is not its to set; it is left out.`;
      problems.warning({ code: 'reserved-key', step, message, hint: `Remove the tag ${kind}:${key}:… from the step.` });
      return false;
    }
    if (hasTemplateTag(value)) {
      const message = `Argo would replace the braces in the ${kind} ${key} of step ${step}; it is left out.`;
      problems.warning({ code: 'braces', step, message, hint: 'Write the value without two opening braces in a row.' });
      return false;
    }
    return true;
  });
}
