/** The catalogue, part: what a cell does. */
import type { CatalogueEntry } from '../catalogue-entry.js';

export const codeProblems = {
  syntax: {
    severity: 'error',
    title: 'Python does not understand the cell',
    explanation:
      'Every cell must be valid Python (IPython magics and shell lines are fine). The rest of the notebook is analyzed all the same.',
    example: [[['step:a'], 'x = (1,\ny = 2']]
  },
  'global-state': {
    severity: 'warning',
    title: 'A step changes the state of the process',
    explanation:
      'Environment variables, working folder, plot styles and options of libraries live in one process and do not reach other steps. Set them in a cell tagged `imports`, which every step runs.',
    example: [
      [['imports'], 'import os'],
      [['step:a'], "os.environ['MODE'] = 'fast'"],
      [['step:b', 'prev:a'], "print(os.environ.get('MODE'))"]
    ]
  },
  'random-state': {
    severity: 'warning',
    title: 'Random numbers will differ from those in the notebook',
    explanation:
      'The notebook draws from one sequence of random numbers; each step of a pipeline is a process with a sequence of its own. Make a generator, `rng = numpy.random.default_rng(0)`, and pass it on, or give `random_state=` to each call.',
    example: [
      [['imports'], 'import random\nrandom.seed(0)'],
      [['step:a'], 'x = random.random()'],
      [['step:b', 'prev:a'], 'y = x + random.random()']
    ]
  },
  dynamic: {
    severity: 'warning',
    title: 'Code that is made at run time cannot be analyzed',
    explanation: '`exec`, `eval`, `globals()` and the like may read and write names that Collard cannot see.',
    example: [[['step:a'], "exec('x = 1')"]]
  },
  history: {
    severity: 'error',
    title: 'The history of the notebook does not exist in a pipeline',
    explanation: '`Out`, `In`, `_` and `_3` hold what you ran by hand. Give the value a name.',
    example: [
      [['step:a'], '1 + 1'],
      [['step:b', 'prev:a'], 'print(Out[1])']
    ]
  },
  'input-call': {
    severity: 'error',
    title: 'A pipeline cannot answer a question',
    explanation:
      '`input()`, `getpass()` and debuggers wait for somebody at a keyboard. Use a pipeline parameter or a `secret:` tag.',
    example: [[['step:a'], "name = input('Your name? ')"]]
  },
  'install-in-step': {
    severity: 'warning',
    title: 'A step installs packages',
    explanation:
      'Packages belong in the environment or the image of the step: installing at run time is slow, needs the network, and makes the step impossible to reuse.',
    example: [[['step:a'], '%pip install requests']]
  },
  'unknown-magic': {
    severity: 'warning',
    title: 'The body of a cell magic is not analyzed',
    explanation: 'Collard does not know this magic, so it cannot see which names its body reads or writes.',
    example: [[['step:a'], '%%sparkle\nx = 1']]
  },
  'late-cell-magic': {
    severity: 'error',
    title: 'A cell magic must be the first line of its cell',
    explanation: 'IPython refuses `%%` further down. Split the cell.',
    example: [[['step:a'], 'x = 1\n%%time\ny = 2']]
  }
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
