/** Problems with what a step does, and with the order of steps: when each is reported, how grave it is, and where exactly. */
import { step } from '../../support/notebook.js';
import { describeProblems, type ProblemRow } from './problem-rows.js';

const rows: readonly ProblemRow[] = [
  [
    'global-state',
    'a step sets something for the process and others come later',
    [
      [['imports'], 'import os, warnings\nimport matplotlib.pyplot as plt'],
      [
        step('a'),
        'os.environ["A"] = "1"\nplt.rcParams["x"] = 1\nwarnings.simplefilter("ignore")\nos.chdir("x")\n%cd ..\n%env A=1'
      ],
      [step('b'), 'os.environ["B"] = "2"']
    ],
    [
      'warning c2:1:0-1:15 os.environ',
      'warning c2:2:0-2:17 plt.rcParams',
      'warning c2:3:0-3:31 warnings.simplefilter',
      'warning c2:4:0-4:13 os.chdir',
      'warning c2:5:0-5:6 %cd',
      'warning c2:6:0-6:8 %env'
    ]
  ],
  [
    'random-state',
    'every step seeds the sequence that several draw from',
    [
      [['imports'], 'import numpy as np\nnp.random.seed(0)'],
      [step('a'), 'x = np.random.rand(3)'],
      [step('b'), 'y = np.random.rand(3)']
    ],
    ['warning c3:1:4-1:21 numpy.random a']
  ],
  [
    'random-state',
    'one step seeds, another draws, through a function',
    [
      [['functions'], 'import random\ndef draw(): return random.random()'],
      [step('a'), 'random.seed(1)\nx = draw()'],
      [step('b'), 'y = draw()']
    ],
    ['warning c3:1:4-1:8 random a']
  ],
  [
    'random-state',
    'nothing is wrong with one drawing step, generators and steps that seed for themselves',
    [
      [['imports'], 'import numpy as np, random\nnp.random.seed(0)'],
      [step('a'), 'x = np.random.rand(3)'],
      [step('b'), 'y = np.random.default_rng(0).random()'],
      [step('c'), 'random.seed(1)\nz = random.random()']
    ],
    []
  ],
  [
    'dynamic',
    'names are made or found at run time',
    [[step('a'), "exec('x = 1')\neval('x')\nglobals()['y'] = 1\nlocals()\n'{x}'.format_map(globals())"]],
    [
      'warning c1:1:0-1:13 exec',
      'warning c1:2:0-2:9 eval',
      'warning c1:3:0-3:14 globals',
      'warning c1:4:0-4:8 locals',
      'warning c1:5:0-5:27 format_map'
    ]
  ],
  ['dynamic', 'nothing is wrong with asking for a name', [[step('a'), 'if "x" not in globals():\n    x = 1']], []],
  [
    'history',
    'old results are read',
    [[step('a'), 'print(_, Out[1])']],
    ['error c1:1:6-1:7 _', 'error c1:1:9-1:12 Out']
  ],
  ['history', 'nothing is wrong with an underscore that is bound', [[step('a'), 'for _ in [1]:\n    print(_)']], []],
  [
    'input-call',
    'somebody has to answer',
    [[step('a'), "x = input('?')\nbreakpoint()\n%debug"]],
    ['error c1:1:4-1:14 input', 'error c1:2:0-2:12 breakpoint', 'error c1:3:0-3:6']
  ],
  [
    'input-call',
    'nothing is wrong with an own function of that name',
    [[step('a'), 'def input(x): return x\ninput(1)']],
    []
  ],
  ['install-in-step', 'packages are installed', [[step('a'), 'x = 1\n!pip install y']], ['warning c1:2:0-2:14']],
  [
    'unused-dep',
    'nothing flows along the edge',
    [
      [step('a'), 'x = 1'],
      [step('b', 'a'), 'y = 2']
    ],
    ['info c2 a']
  ],
  [
    'unused-dep',
    'data flows from above the step that is named',
    [
      [step('a'), 'x = 1'],
      [step('b', 'a'), 'print(x)'],
      [step('c', 'b'), 'print(x)']
    ],
    []
  ],
  [
    'nonserializable-hint',
    'a value that lives in one process is read elsewhere',
    [
      [
        step('a'),
        "import threading\nlines = open('x')\nlock = threading.Lock()\nnumbers = (n for n in [1])\nturns = iter([1])"
      ],
      [step('b', 'a'), 'print(lines, lock, numbers, turns)']
    ],
    ['info c1:2:0-2:5 lines b', 'info c1:3:0-3:4 lock b', 'info c1:4:0-4:7 numbers b', 'info c1:5:0-5:5 turns b']
  ],
  [
    'notebook-order',
    'a parallel step above binds the name',
    [
      [step('a'), 'x = 1'],
      [step('b', 'a'), 'x = x + 1'],
      [step('c', 'a'), 'print(x)']
    ],
    ['warning c3:1:6-1:7 x b']
  ],
  [
    'notebook-order',
    'a parallel step above may change the object',
    [
      [['imports'], 'from m import make, f'],
      [step('a'), 'x = make()'],
      [step('b', 'a'), 'f(x)'],
      [step('c', 'a'), 'print(x)']
    ],
    ['info c4:1:6-1:7 x b']
  ],
  [
    'notebook-order',
    'a parallel step above binds a parameter',
    [
      [['pipeline-parameters'], 'rate = 0.1'],
      [step('a'), 'rate = 0.2'],
      [step('b'), 'print(rate)']
    ],
    ['warning c3:1:6-1:10 rate a']
  ],
  [
    'shared-file',
    'one step writes, a parallel one reads',
    [
      [['imports'], 'import pandas as pd'],
      [step('a'), 'pd.DataFrame().to_csv("out.csv")'],
      [step('b'), 'd = pd.read_csv("./out.csv")'],
      [step('c', 'a'), 'd = pd.read_csv("out.csv")']
    ],
    ['warning c3:1:16-1:27 out.csv a']
  ],
  [
    'shared-file',
    'by open and by a path',
    [
      [['imports'], 'from pathlib import Path'],
      [step('a'), 'with open("log.txt", "w") as log: print(1, file=log)'],
      [step('b'), 'Path("log.txt").read_text()'],
      [step('c'), 'open("other.txt").read()'],
      [step('d'), 'open("other.txt").read()']
    ],
    ['warning c3:1:5-1:14 log.txt a']
  ],
  ['unknown-magic', 'the body is not looked at', [[step('a'), '%%sparkle\nx = 1']], ['warning c1:1:0-1:9']],
  ['late-cell-magic', 'it is not in the first line', [[step('a'), 'x = 1\n%%time']], ['error c1:2:0-2:6']],
  [
    'metric-not-found',
    'no step leaves the variable behind',
    [
      [step('a'), 'accuracy = 1'],
      [['pipeline-metrics'], 'print(accuracy)\nprint(acuracy)']
    ],
    ['warning c2:2:6-2:13 acuracy']
  ]
];

describe('a problem with what a step does', () => {
  describeProblems(rows);
});
