/** The catalogue, part: names that cross steps. */
import type { CatalogueEntry } from '../catalogue-entry.js';

export const flowProblems = {
  conflict: {
    severity: 'error',
    title: 'Two parallel steps write what a later step reads',
    explanation:
      'Both steps bind or change the name, none of them comes after the other, and a later step reads it: which value should it get? Rename in one of them, put one after the other with `prev:`, or bind the name again before you read it.',
    example: [
      [['step:a'], 'df = [1]'],
      [['step:b', 'prev:a'], 'df = df + [2]'],
      [['step:c', 'prev:a'], 'df = df + [3]'],
      [['step:d', 'prev:b', 'prev:c'], 'print(df)']
    ]
  },
  'missing-dep': {
    severity: 'warning',
    title: 'A step reads a name of a step that no tag puts before it',
    explanation:
      'Collard puts the step after the one that defines the name, because the data says so. Add the tag to make it visible, or rename if you meant something else.',
    example: [
      [['step:a'], 'x = 1'],
      [['step:b'], 'y = 2'],
      [['step:c', 'prev:b'], 'print(x, y)']
    ]
  },
  'defined-later': {
    severity: 'error',
    title: 'A name is defined only in a later step',
    explanation:
      'The notebook works because you ran its cells in another order. Move the definition up, or the reading step down.',
    example: [
      [['step:a'], 'print(x)'],
      [['step:b', 'prev:a'], 'x = 1']
    ]
  },
  'in-skipped-cell': {
    severity: 'error',
    title: 'A name is defined only in a cell that is in no step',
    explanation:
      'The cell that defines the name is tagged `skip`, or stands before the first tag. Give it a tag such as `imports`, or move the definition.',
    example: [
      [['skip'], 'x = 1'],
      [['step:a'], 'print(x)']
    ]
  },
  undefined: {
    severity: 'error',
    title: 'A name is defined nowhere',
    explanation:
      'No cell of the notebook defines the name. If only some ways through the code read it, or only a function that nothing calls, this is a warning.',
    example: [
      [['step:a'], 'total = 1'],
      [['step:b', 'prev:a'], 'print(totl)']
    ]
  },
  deleted: {
    severity: 'error',
    title: 'A name is read after it was deleted',
    explanation: 'The step deletes the name and reads it afterwards.',
    example: [[['step:a'], 'x = 1\ndel x\nprint(x)']]
  },
  'maybe-star': {
    severity: 'warning',
    title: 'A name may come from a star import',
    explanation:
      '`from module import *`, `%run` or `%pylab` may define anything, so Collard cannot tell where the name comes from. Import it by name.',
    example: [
      [['imports'], 'from math import *'],
      [['step:a'], 'print(sqrt(2))']
    ]
  },
  'may-mutate': {
    severity: 'warning',
    title: 'Parallel steps may change one object',
    explanation:
      'The object is handed to code that Collard cannot look into, in steps that do not come after one another. In the pipeline each step has its own copy, and later steps see only one of them. If nothing is changed, all is well.',
    example: [
      [['imports'], 'from mylibrary import check'],
      [['step:a'], 'd = {}'],
      [['step:b', 'prev:a'], "d['k'] = 1"],
      [['step:c', 'prev:a'], 'check(d)'],
      [['step:e', 'prev:b', 'prev:c'], 'print(d)']
    ]
  },
  'alias-split': {
    severity: 'warning',
    title: 'Two names of one object part ways between steps',
    explanation:
      'In the notebook both names mean one object, so a change through one shows through the other. Between steps they are stored as values. Use one of the names throughout.',
    example: [
      [['imports'], 'from collections import Counter'],
      [['step:a'], 'm1 = m2 = Counter()'],
      [['step:b', 'prev:a'], "m2.update('x')"],
      [['step:c', 'prev:b'], 'print(m1)']
    ]
  },
  'param-overwritten': {
    severity: 'warning',
    title: 'A step changes a pipeline parameter',
    explanation:
      'Later steps see the new value, as in the notebook; a run that sets the parameter sets only what the first step sees. Give the changed value a name of its own.',
    example: [
      [['pipeline-parameters'], 'lr = 0.1'],
      [['step:a'], 'lr = lr / 2'],
      [['step:b', 'prev:a'], 'print(lr)']
    ]
  },
  'import-in-step': {
    severity: 'warning',
    title: 'A later step uses an import made in a step',
    explanation:
      'The import is repeated in the later step, so it works. Move it to a cell tagged `imports`, where every step sees it.',
    example: [
      [['step:a'], 'import math\nx = 1'],
      [['step:b', 'prev:a'], 'print(math.sqrt(x))']
    ]
  },
  'definition-by-value': {
    severity: 'warning',
    title: 'A function or class cannot be repeated as source',
    explanation:
      'It is defined in a branch or a loop, or its decorators, defaults or bases use data of the step, so it crosses to the later step as a stored value. Define it at the top of a `functions` cell.',
    example: [
      [['step:a'], 'base = 2\ndef power(x, b=base):\n    return x ** b'],
      [['step:b', 'prev:a'], 'print(power(3))']
    ]
  },
  'unused-dep': {
    severity: 'info',
    title: 'No data flows along a dependency',
    explanation: 'The tag is honored. If it is there for the order alone, leave it.',
    example: [
      [['step:a'], 'x = 1'],
      [['step:b', 'prev:a'], "print('hello')"]
    ]
  },
  'nonserializable-hint': {
    severity: 'info',
    title: 'A value that a later step reads may not be storable',
    explanation:
      'Open files, locks, generators and iterators live in one process. Make them inside the step that uses them.',
    example: [
      [['step:a'], "handle = open('notes.txt', 'w')"],
      [['step:b', 'prev:a'], 'handle.close()']
    ]
  },
  'notebook-order': {
    severity: 'warning',
    title: 'A step gets another value than the notebook shows',
    explanation:
      'In the notebook a step above changes the name before this one reads it. In the pipeline the two are parallel, so this one gets the value from before the change. Put one after the other with `prev:`, or rename.',
    example: [
      [['step:a'], 'df = [1]'],
      [['step:b', 'prev:a'], 'df = df + [2]'],
      [['step:c', 'prev:a'], 'print(df)']
    ]
  },
  'shared-file': {
    severity: 'warning',
    title: 'Parallel steps use one file',
    explanation:
      'One step writes the file and no tag says which of the steps comes first. Put the reading step after the writing one with `prev:`.',
    example: [
      [['step:a'], "with open('data.txt', 'w') as f:\n    f.write('1')"],
      [['step:b'], "print(open('data.txt').read())"]
    ]
  }
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
