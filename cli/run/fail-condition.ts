/** `--fail-if 'accuracy<0.9'`: a bound on a metric, for CI. */
import type { Plan } from '../../compiler/index.js';
import { didYouMean } from '../command-line/nearest.js';
import { UsageError } from '../command-line/usage-error.js';

const comparisons = {
  '<=': (left: number, right: number) => left <= right,
  '>=': (left: number, right: number) => left >= right,
  '==': (left: number, right: number) => left === right,
  '!=': (left: number, right: number) => left !== right,
  '<': (left: number, right: number) => left < right,
  '>': (left: number, right: number) => left > right
} as const;

export interface FailCondition {
  /** As typed. */
  readonly text: string;
  readonly metric: string;
  readonly holds: (value: number) => boolean;
}

/**
 * @param steps names of the steps that will run: a metric of another one would never be known.
 */
export function parseFailCondition(text: string, plan: Plan, steps: ReadonlySet<string>): FailCondition {
  const parts = /^\s*(.+?)\s*(<=|>=|==|!=|<|>)\s*(\S+)\s*$/u.exec(text);
  const [, name = '', operator = '', bound = ''] = parts ?? [];
  if (parts === null || bound.trim() === '' || !Number.isFinite(Number(bound))) {
    throw new UsageError(
      `--fail-if does not understand "${text}".`,
      "Write a metric, a comparison and a number, such as 'accuracy<0.9'."
    );
  }
  const metrics = plan.steps.filter(step => steps.has(step.name)).flatMap(step => step.metrics);
  const metric = metrics.find(({ name: shown, variable }) => name === shown || name === variable);
  if (metric === undefined) {
    const known = metrics.map(({ name: shown }) => shown);
    throw new UsageError(
      `There is no metric "${name}" in this run.`,
      known.length === 0 ? 'The notebook has no pipeline-metrics cell that names one.' : didYouMean(name, known)
    );
  }
  const compare = comparisons[operator as keyof typeof comparisons];
  return { text: text.trim(), metric: metric.name, holds: value => compare(value, Number(bound)) };
}
