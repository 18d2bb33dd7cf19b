/** Edits of code, parameters and modules that the results do not depend on. */
import { files, insert, parameter, remove, replace } from '../edit.js';
import type { Mutation } from '../edit.js';
import { cosmetic, elsewhere } from './no-change.js';

export const otherCode: readonly Mutation[] = [
  cosmetic('a function that nobody calls is changed', replace('helpers', 'return value - 1', 'return value - 2')),
  cosmetic(
    'a function that nobody calls is removed',
    replace('helpers', '\n\n\ndef unrelated(value):\n    return value - 1', '')
  ),
  cosmetic(
    'a function that nobody calls is added',
    replace('helpers', 'def top', 'def fresh(value):\n    return SCALE\n\n\ndef top')
  ),
  cosmetic(
    'a class that nobody uses is added',
    insert('measure', { id: 'new-class', tags: ['functions'], source: 'class Nail:\n    size = 1' })
  ),
  cosmetic('a constant that nobody reads is added', replace('helpers', 'SCALE = 10', 'SCALE = 10\nSPARE = 11')),
  cosmetic('an import that nobody uses is added', replace('imports', 'import os', 'import os\nimport random')),
  cosmetic(
    'imports change places',
    replace('imports', 'import functools\nimport json', 'import json\nimport functools')
  ),
  cosmetic(
    'functions change places',
    replace(
      'helpers',
      'def middle(value, shift=1):\n    return base(value) + shift\n\n\ndef top(value):\n    return middle(value) * 2',
      'def top(value):\n    return middle(value) * 2\n\n\ndef middle(value, shift=1):\n    return base(value) + shift'
    )
  ),
  cosmetic(
    'constants change places',
    replace('helpers', 'SCALE = 10\nGREETING = "hello"', 'GREETING = "hello"\nSCALE = 10')
  ),
  cosmetic('a parameter that no step reads is changed', replace('parameters', 'unused_knob = 1', 'unused_knob = 2')),
  cosmetic('a parameter that no step reads is set for the run', parameter('unused_knob', '5')),
  cosmetic('a parameter is added', replace('parameters', 'unused_knob = 1', 'unused_knob = 1\nnewer_knob = 2')),
  cosmetic('parameters change places', replace('parameters', 'factor = 3\nlabel = "oak"', 'label = "oak"\nfactor = 3')),
  cosmetic('a parameter is set to the value that it has', parameter('factor', '3')),
  elsewhere(
    'a new last step is added',
    ['extra'],
    insert('metrics', { id: 'extra', tags: ['step:extra', 'prev:report'], source: 'doubled = total * 2' })
  ),
  elsewhere(
    'a new first step is added',
    ['extra'],
    insert('measure', { id: 'extra', tags: ['step:extra'], source: 'unseen = 1' })
  ),
  elsewhere('an independent step changes', ['shorten'], replace('shorten', 'short = trim', 'short = "" + trim')),
  elsewhere('a last step changes', ['print_out'], replace('print', 'sort_keys=True', 'sort_keys=True, indent=None')),
  elsewhere(
    'a step in the middle says the same in other words',
    ['saw'],
    replace('saw', 'cut(length) for length in lengths', 'cut(one) for one in lengths')
  ),
  elsewhere(
    'a step gets a line that only prints',
    ['measure'],
    replace('measure', 'longest =', 'print(lengths)\nlongest =')
  ),
  elsewhere(
    'a first step takes a detour to the same values',
    ['measure'],
    replace('measure', 'max(lengths)', 'sorted(lengths)[-1]')
  ),
  cosmetic('a last step is removed', remove('shorten')),
  cosmetic(
    'a local module that nobody imports is changed',
    files('from pathlib import Path\nPath("aside.py").write_text("UNUSED = 2\\n")')
  ),
  cosmetic('a local module is saved again without a change', files('import os\nos.utime("measures.py")')),
  cosmetic(
    'a local module is written again with the same text',
    files(
      'from pathlib import Path\nfor name in ["measures.py", "measures_base.py"]:\n    text = Path(name).read_text()\n    Path(name).unlink()\n    Path(name).write_text(text)'
    )
  ),
  cosmetic('a file appears in the workspace', files('from pathlib import Path\nPath("new.txt").write_text("new")')),
  cosmetic(
    'byte code of a local module is gone',
    files('import shutil\nshutil.rmtree("__pycache__", ignore_errors=True)')
  )
];
