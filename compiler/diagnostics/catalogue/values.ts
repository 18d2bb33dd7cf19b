/** The catalogue, part: parameters and metrics. */
import type { CatalogueEntry } from '../catalogue-entry.js';

export const valuesProblems = {
  'invalid-parameter': {
    severity: 'error',
    title: 'A parameter is no plain value',
    explanation:
      'A `pipeline-parameters` cell holds assignments of one name to a number, a text, `True`, `False`, `None`, or a list or dict of those. Anything that must be computed belongs in a step.',
    example: [
      [['pipeline-parameters'], 'rate = 1 / 3'],
      [['step:a'], 'print(rate)']
    ]
  },
  'invalid-metric': {
    severity: 'error',
    title: 'A metrics cell holds more than prints',
    explanation:
      'A `pipeline-metrics` cell holds lines `print(<variable>)` and comments, nothing else. Compute the value in a step, then print its name here.',
    example: [
      [['step:a'], 'x = [1]'],
      [['pipeline-metrics'], 'print(len(x))']
    ]
  },
  'metric-not-found': {
    severity: 'warning',
    title: 'No step leaves behind the variable of a metric',
    explanation: 'The name in the metrics cell is bound by no step and is no parameter. The metric is left out.',
    example: [
      [['step:a'], 'accuracy = 1.0'],
      [['pipeline-metrics'], 'print(acuracy)']
    ]
  }
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
