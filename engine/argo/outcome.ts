/** How an attempt ended, as Argo tells it: what stands in the run where the pod's log ended without a word. */
import { metricFile } from '../../compiler/4-emit/argo/index.js';
import type { PlanStep } from '../../compiler/ir/plan.js';
import type { EngineEvent, StepEvent } from '../../protocol/run-event.js';
import { stepError, type StepError } from '../../protocol/step-error.js';
import { endReason } from '../kubernetes/waiting-reason.js';
import type { NodeOfStep } from './workflow.js';

export function outcomeEvents(step: PlanStep, node: NodeOfStep): readonly (StepEvent | EngineEvent)[] {
  const { attempt, seconds, outputs } = node;
  const record = outputs.get('record') ?? '';
  if (node.phase === 'succeeded' && record !== '') {
    const metrics = reportedMetrics(step, outputs);
    if (outputs.get('phase') === 'cached') {
      return [{ type: 'step-cached', step: step.name, record, outputs: {}, metrics }];
    }
    const told = Object.entries(metrics).map(([name, value]): StepEvent => ({
      type: 'metric',
      step: step.name,
      attempt,
      name,
      value
    }));
    return [...told, { type: 'step-succeeded', step: step.name, attempt, record, seconds, outputs: {} }];
  }
  return [{ type: 'step-failed', step: step.name, attempt, error: podError(step, node), seconds }];
}

function reportedMetrics({ metrics }: PlanStep, outputs: NodeOfStep['outputs']): Readonly<Record<string, number>> {
  const values = metrics.map(({ name }) => [name, outputs.get(metricFile(name)) ?? ''] as const);
  return Object.fromEntries(values.filter(([, text]) => text !== '').map(([name, text]) => [name, Number(text)]));
}

function podError({ limits }: PlanStep, { message }: NodeOfStep): StepError {
  const isMemory = /OOMKilled/.test(message);
  const isTimeout = /deadline/i.test(message);
  return stepError({
    code: isMemory ? 'killed' : isTimeout ? 'timeout' : 'environment',
    name: isMemory ? 'OutOfMemory' : isTimeout ? 'Timeout' : 'Pod',
    message: endReason(message, limits['memory'] ?? null),
    hint: isMemory ? 'Raise it with a tag such as limit:memory:8Gi, or use less data at a time.' : hintFor(message),
    retryable: true
  });
}

function hintFor(message: string): string {
  return /workflowtaskresults/.test(message)
    ? 'The service account of the pods needs the rights in deploy/step-role.yaml of Collard.'
    : 'Run again to go on from here; results of the other steps are kept.';
}
