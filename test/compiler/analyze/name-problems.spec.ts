/** Problems with names that cross steps: when each is reported, how grave it is, and where exactly. */
import { step } from '../../support/notebook.js';
import { describeProblems, type ProblemRow } from './problem-rows.js';

const rows: readonly ProblemRow[] = [
  ['syntax', 'a bracket is not closed', [[step('a'), 'x = 1\ny = (2']], ['error c1:2:4-2:5']],
  [
    'conflict',
    'two parallel steps bind what a third reads',
    [
      [step('a'), 'x = 1'],
      [step('b', 'a'), 'x = x + 1'],
      [step('c', 'a'), 'x = x * 2'],
      [step('d', 'b', 'c'), 'y = 1\nprint(x)']
    ],
    ['error c4:2:6-2:7 x b,c']
  ],
  [
    'conflict',
    'nothing is tagged and two steps bind what a third reads',
    [
      [step('a'), 'x = 1'],
      [step('b'), 'x = 2'],
      [step('c'), 'print(x)']
    ],
    ['error c3:1:6-1:7 x a,b']
  ],
  [
    'conflict',
    'parallel steps bind the variable of a metric',
    [
      [step('a'), 'score = 1'],
      [step('b'), 'score = 2'],
      [['pipeline-metrics'], 'print(score)']
    ],
    ['error c3:1:6-1:11 score a,b']
  ],
  [
    'missing-dep',
    'the step declares no dependency at all',
    [
      [step('a'), 'x = 1'],
      [step('b'), 'print(x)']
    ],
    ['info c2:1:6-1:7 x a']
  ],
  [
    'missing-dep',
    'the step declares others',
    [
      [step('a'), 'x = 1'],
      [step('z'), 'z = 1'],
      [step('b', 'z'), 'print(z,\n      x)']
    ],
    ['warning c3:2:6-2:7 x a']
  ],
  [
    'missing-dep',
    'the last of several that come one after the other is meant',
    [
      [step('a'), 'x = [1]'],
      [step('b'), 'x.append(2)'],
      [step('c'), 'print(x)']
    ],
    ['info c2:1:0-1:1 x a', 'info c3:1:6-1:7 x b']
  ],
  [
    'missing-dep',
    'several names come from one step, the first of them is where the problem stands',
    [
      [step('a'), 'x = 1\ny = 2\nz = 3'],
      [step('b'), 'print(y)\nprint(x, z)']
    ],
    ['info c2:1:6-1:7 y a']
  ],
  [
    'missing-dep',
    'the names come from two steps',
    [
      [step('a'), 'x = 1'],
      [step('b'), 'y = 2'],
      [step('c'), 'print(x, y)']
    ],
    ['info c3:1:6-1:7 x a', 'info c3:1:9-1:10 y b']
  ],
  [
    'defined-later',
    'a later step defines the name',
    [
      [step('a'), 'print(x)'],
      [step('b', 'a'), 'x = 1']
    ],
    ['error c1:1:6-1:7 x b']
  ],
  [
    'defined-later',
    'the prologue reads what a step makes',
    [
      [['imports'], 'import math\nprint(x)'],
      [step('a'), 'x = 1']
    ],
    ['error c1:2:6-2:7 x a']
  ],
  [
    'defined-later',
    'nothing is wrong when imports come last',
    [
      [step('a'), 'x = math.pi'],
      [['imports'], 'import math']
    ],
    []
  ],
  [
    'in-skipped-cell',
    'the only definition is tagged skip',
    [
      [['skip'], 'x = 1'],
      [step('a'), 'print(x)']
    ],
    ['error c2:1:6-1:7 x']
  ],
  ['undefined', 'every path reads the name', [[step('a'), 'print(nope)']], ['error c1:1:6-1:10 nope']],
  [
    'undefined',
    'some path reads the name before it is bound',
    [[step('a'), 'import os\nif os.name: x = 1\nprint(x)']],
    ['warning c1:3:6-3:7 x']
  ],
  [
    'undefined',
    'a function that nobody calls reads the name',
    [[step('a'), 'def f():\n    return nope']],
    ['warning c1:2:11-2:15 nope']
  ],
  [
    'undefined',
    'a function that is called reads the name: the call is shown',
    [[step('a'), 'def f():\n    return nope\nf()']],
    ['error c1:3:0-3:1 nope']
  ],
  [
    'undefined',
    'a handler takes the NameError',
    [[step('a'), 'try:\n    print(nope)\nexcept NameError:\n    pass']],
    ['warning c1:2:10-2:14 nope']
  ],
  [
    'undefined',
    'nothing is wrong with the idiom that binds a name once',
    [[step('a'), 'try:\n    store\nexcept NameError:\n    store = {}\nprint(store)']],
    []
  ],
  [
    'undefined',
    'nothing is wrong with a variable of a loop that is read after it',
    [[step('a'), 'for i in [1]:\n    last = i\nprint(i, last)']],
    []
  ],
  [
    'undefined',
    'code made at run time may define it',
    [[step('a'), "exec('x = 1')\nprint(x)"]],
    ['warning c1:2:6-2:7 x']
  ],
  [
    'undefined',
    'the cell that defines it does not parse: that is said, and only that',
    [
      [step('a'), 'x = = 1'],
      [step('b', 'a'), 'print(x)']
    ],
    []
  ],
  ['deleted', 'the step itself deleted it', [[step('a'), 'x = 1\ndel x\nprint(x)']], ['error c1:3:6-3:7 x']],
  [
    'deleted',
    'a step above deleted it',
    [
      [step('a'), 'x = 1'],
      [step('b', 'a'), 'del x'],
      [step('c', 'b'), 'print(x)']
    ],
    ['error c3:1:6-1:7 x b']
  ],
  ['deleted', 'only some path deleted it', [[step('a'), 'x = 1\nif x: del x\nprint(x)']], []],
  [
    'maybe-star',
    'a star import may define it',
    [
      [['imports'], 'from math import *'],
      [step('a'), 'print(pi)']
    ],
    ['warning c2:1:6-1:8 pi']
  ],
  ['maybe-star', 'another file may define it', [[step('a'), '%run other.py\nprint(x)']], ['warning c1:2:6-2:7 x']],
  [
    'may-mutate',
    'parallel steps hand an object to unknown code',
    [
      [['imports'], 'from m import make, f, g'],
      [step('a'), 'd = make()'],
      [step('b', 'a'), 'f(d)'],
      [step('c', 'a'), 'g(d)'],
      [step('e', 'b', 'c'), 'print(d)']
    ],
    ['warning c5:1:6-1:7 d b,c']
  ],
  [
    'may-mutate',
    'nothing is wrong with numbers and functions',
    [
      [['imports'], 'from m import f'],
      [step('a'), 'n = 3\ndef h(x): return x'],
      [step('b', 'a'), 'f(n, h)'],
      [step('c', 'a'), 'f(n, h)'],
      [step('e', 'b', 'c'), 'print(n, h(n))']
    ],
    []
  ],
  [
    'alias-split',
    'one name is changed, the other read',
    [
      [step('a'), 'left = right = [1]'],
      [step('b', 'a'), 'right.append(2)'],
      [step('c', 'b'), 'print(left)']
    ],
    ['warning c3:1:6-1:10 left b']
  ],
  [
    'alias-split',
    'a part is changed',
    [
      [step('a'), 'row = [1]\nrows = [row]'],
      [step('b', 'a'), 'row.append(2)'],
      [step('c', 'b'), 'print(rows)']
    ],
    ['info c3:1:6-1:10 rows b']
  ],
  [
    'param-overwritten',
    'a step binds the parameter',
    [
      [['pipeline-parameters'], 'rate = 0.1'],
      [step('a'), 'x = rate\nrate = rate / 2']
    ],
    ['warning c2:2:0-2:4 rate']
  ],
  [
    'import-in-step',
    'a step above imports it',
    [
      [step('a'), 'import math'],
      [step('b', 'a'), 'print(math.pi)']
    ],
    ['warning c2:1:6-1:10 math a']
  ],
  [
    'import-in-step',
    'the import stands where it cannot be repeated',
    [
      [step('a'), 'for _ in [1]:\n    import math'],
      [step('b', 'a'), 'print(math.pi)']
    ],
    ['error c2:1:6-1:10 math a']
  ],
  [
    'import-in-step',
    'nothing is wrong with an import of the prologue',
    [
      [['imports'], 'import math'],
      [step('a'), 'print(math.pi)']
    ],
    []
  ],
  [
    'definition-by-value',
    'a function is defined in a branch',
    [
      [step('a'), 'import os\nif os.name:\n    def f(): return 1'],
      [step('b', 'a'), 'f()']
    ],
    ['warning c1:3:8-3:9 f b']
  ]
];

describe('a problem with names', () => {
  describeProblems(rows);
});
