/** The catalogue, part: the notebook and its tags. */
import type { CatalogueEntry } from '../catalogue-entry.js';

export const notebookProblems = {
  'notebook-format': {
    severity: 'error',
    title: 'The file is no notebook that can be read',
    explanation:
      'The file is not JSON, not a notebook, or of a format before version 4. Open it in a current Jupyter and save it again.',
    example: []
  },
  'notebook-language': {
    severity: 'error',
    title: 'The kernel speaks another language than Python',
    explanation: 'Collard analyzes Python. Notebooks for other kernels cannot become pipelines.',
    example: []
  },
  'no-steps': {
    severity: 'error',
    title: 'Nothing is tagged as a step',
    explanation:
      'A pipeline needs at least one cell tagged `step:<name>`. Untagged cells below it belong to the same step.',
    example: [[['imports'], 'import math']]
  },
  'unknown-tag': {
    severity: 'info',
    title: 'A tag looks like one of ours, but is not',
    explanation:
      'Tags that Collard does not know belong to other tools and are left alone. This one is so close to one of ours that it may be a slip.',
    example: [
      [['stpe:load'], 'x = 1'],
      [['step:use'], 'print(1)']
    ]
  },
  'invalid-tag': {
    severity: 'error',
    title: 'A tag of ours has a value that cannot be used',
    explanation:
      'The word before the colon is one of ours, and what follows it is not as it should be: a name with capitals, a quantity that is none, a duration without a unit.',
    example: [[['step:train', 'limit:memory:lots'], 'x = 1']]
  },
  'tag-without-step': {
    severity: 'error',
    title: 'A tag speaks about a step, but the cell is in none',
    explanation:
      '`prev:`, `limit:`, `label:`, `annotation:`, `image:`, `cache:`, `report:`, `secret:`, `retry:` and `timeout:` describe a step. They belong on the cell where the step begins, beside `step:<name>`.',
    example: [
      [['step:load'], 'x = 1'],
      [['limit:cpu:2'], 'y = x']
    ]
  },
  'conflicting-tags': {
    severity: 'error',
    title: 'A cell names more than one step',
    explanation: 'A cell belongs to one step. Split the cell, or keep one of the tags.',
    example: [[['step:a', 'step:b'], 'x = 1']]
  },
  'ignored-tag': {
    severity: 'warning',
    title: 'A tag has no effect where it stands',
    explanation:
      'Either the cell has a role such as `imports`, which decides alone, or the cell goes on with a step that began earlier: settings and `prev:` are read from the first cell of a step only.',
    example: [
      [['step:a'], 'x = 1'],
      [['step:b'], 'y = 1'],
      [['step:b', 'prev:a'], 'z = y']
    ]
  },
  'unknown-step': {
    severity: 'error',
    title: 'A step should come after one that does not exist',
    explanation: '`prev:<name>` must name a step that begins in an earlier cell.',
    example: [
      [['step:load'], 'x = 1'],
      [['step:train', 'prev:laod'], 'y = 1']
    ]
  },
  'self-dependency': {
    severity: 'error',
    title: 'A step should come after itself',
    explanation: 'Remove the `prev:` tag that names the step itself.',
    example: [[['step:a', 'prev:a'], 'x = 1']]
  },
  'leading-cell': {
    severity: 'warning',
    title: 'A cell stands before the first tag',
    explanation:
      'Untagged cells go on with whatever is open above them. Above this one nothing is open, so it runs in the notebook and not in the pipeline. Cells that install packages are often left there on purpose; tag them `skip` to say so.',
    example: [
      [[], 'import math'],
      [['step:a'], 'x = 1']
    ]
  },
  'metrics-not-last': {
    severity: 'error',
    title: 'A step begins after the metrics cell',
    explanation: 'The `pipeline-metrics` cell says which results of the whole pipeline count, so it stands at the end.',
    example: [
      [['step:a'], 'x = 1'],
      [['pipeline-metrics'], 'print(x)'],
      [['step:b'], 'y = 1']
    ]
  },
  'invalid-setting': {
    severity: 'warning',
    title: 'A setting of the notebook cannot be used',
    explanation:
      'A value in the notebook metadata `kubeflow_notebook` is not what it should be. It is left out; the rest holds.',
    example: []
  }
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
