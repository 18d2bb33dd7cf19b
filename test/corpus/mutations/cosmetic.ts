/**
 * Edits that cannot change any result. Every step must be found in the cache, except those named in `reruns`: steps whose own
 * code the edit does change, without any effect on the others.
 */
import {
  cellJson,
  files,
  identify,
  insert,
  move,
  notebookJson,
  parameter,
  remove,
  rename,
  replace,
  tags
} from './edit.js';
import type { Edit, Mutation } from './edit.js';

function cosmetic(sentence: string, ...edits: readonly Edit[]): Mutation {
  return { sentence, edits, reruns: [] };
}

function elsewhere(sentence: string, reruns: readonly string[], ...edits: readonly Edit[]): Mutation {
  return { sentence, edits, reruns };
}

const stream = (text: string): object => ({ outputs: [{ output_type: 'stream', name: 'stdout', text: [text] }] });

const comments: readonly Mutation[] = [
  cosmetic('a comment above a statement of a step', replace('measure', 'longest =', '# the longest one\nlongest =')),
  cosmetic('a comment at the top of a cell', replace('measure', 'lengths = [', '# First we measure.\nlengths = [')),
  cosmetic('a comment at the end of a line', replace('measure', 'max(lengths)', 'max(lengths)  # feet')),
  cosmetic('a comment at the end of a cell', replace('measure', 'max(lengths)', 'max(lengths)\n# that is all')),
  cosmetic('a comment inside of brackets', replace('measure', '[top(size)', '[  # all of them\n    top(size)')),
  cosmetic(
    'a comment inside of a used function',
    replace('helpers', '    return value * SCALE', '    # scaled\n    return value * SCALE')
  ),
  cosmetic('a comment beside a constant', replace('helpers', 'SCALE = 10', 'SCALE = 10  # per cent?')),
  cosmetic(
    'a comment inside of a method',
    replace('classes', '        return self.thickness', '        # a bit more\n        return self.thickness')
  ),
  cosmetic('a comment beside a class attribute', replace('classes', 'thickness = 2', 'thickness = 2  # inches')),
  cosmetic('a comment beside a decorator', replace('classes', '@logged\n', '@logged  # see above\n')),
  cosmetic('a comment beside a parameter', replace('parameters', 'factor = 3', 'factor = 3  # how often')),
  cosmetic('a comment among the imports', replace('imports', 'import math', '# numbers\nimport math')),
  cosmetic('a comment with a quote and a bracket', replace('report', 'average =', '# it\'s (odd "\naverage =')),
  cosmetic('a comment that looks like code', replace('report', 'average =', '# average = 0\naverage =')),
  cosmetic('a comment that looks like a magic', replace('report', 'average =', '# %timeit total\naverage =')),
  cosmetic('a comment in another script', replace('saw', 'pieces =', '# 测量 ✂\npieces =')),
  cosmetic(
    'a comment between a decorator and its function',
    replace('classes', '@logged\n', '@logged\n# cuts in two\n')
  ),
  cosmetic(
    'a comment in a condition',
    replace('entitle', '    title = title.upper()', '    # shout\n    title = title.upper()')
  ),
  cosmetic(
    'a comment inside of a lambda in brackets',
    replace('classes', 'lambda value: value / 2', '(lambda value:  # half\n         value / 2)')
  ),
  cosmetic(
    'a commented-out cell is added to a step',
    insert('build', { id: 'old', tags: [], source: '# lengths = []' })
  )
];

const layout: readonly Mutation[] = [
  cosmetic('blank lines between statements', replace('measure', '\nlongest', '\n\n\nlongest')),
  cosmetic('blank lines before the first statement', replace('measure', 'lengths = [', '\n\nlengths = [')),
  cosmetic('blank lines at the end', replace('measure', 'max(lengths)', 'max(lengths)\n\n\n')),
  cosmetic('spaces at the end of a line', replace('measure', 'for size in sizes]', 'for size in sizes]   ')),
  cosmetic('spaces around an operator are taken out', replace('helpers', 'value * SCALE', 'value*SCALE')),
  cosmetic('spaces around an equals sign', replace('measure', 'longest = max', 'longest   =   max')),
  cosmetic('spaces around the equals sign of a default', replace('helpers', 'shift=1', 'shift = 1')),
  cosmetic('spaces inside of brackets', replace('saw', 'halve(longest)', 'halve( longest )')),
  cosmetic('a call is broken over lines', replace('saw', 'halve(longest)', 'halve(\n    longest\n)')),
  cosmetic(
    'a comprehension is broken over lines',
    replace('measure', '[top(size) for size in sizes]', '[\n    top(size)\n    for size in sizes\n]')
  ),
  cosmetic('a backslash continues a line', replace('report', '7 + sum', '7 \\\n    + sum')),
  cosmetic(
    'a dict is broken over lines, with a trailing comma',
    replace('report', '"heavy": len(heavy)}', '"heavy": len(heavy),\n}')
  ),
  cosmetic('a trailing comma in a call', replace('saw', 'halve(longest)', 'halve(longest,)')),
  cosmetic(
    'a trailing comma in a list of arguments',
    replace('helpers', 'def middle(value, shift=1)', 'def middle(value, shift=1,)')
  ),
  cosmetic(
    'a body is indented by two spaces',
    replace('helpers', 'def base(value):\n    return', 'def base(value):\n  return')
  ),
  cosmetic(
    'a body is indented by a tab',
    replace('helpers', 'def base(value):\n    return', 'def base(value):\n\treturn')
  ),
  cosmetic(
    'a body moves to the line of its header',
    replace('helpers', 'def base(value):\n    return', 'def base(value): return')
  ),
  cosmetic('two statements share a line', replace('measure', '\nlongest', '; longest')),
  cosmetic('a semicolon at the end', replace('measure', 'max(lengths)', 'max(lengths);')),
  cosmetic('lines end as on Windows', replace('measure', '\nlongest', '\r\nlongest')),
  cosmetic('a form feed between functions', replace('helpers', '\n\n\ndef middle', '\n\f\ndef middle')),
  cosmetic(
    'the blank line between two methods goes',
    replace('classes', 'self.length = length\n\n', 'self.length = length\n')
  ),
  cosmetic('more blank lines between functions', replace('helpers', '\n\n\ndef top', '\n\n\n\n\ndef top'))
];

const spelling: readonly Mutation[] = [
  cosmetic('single quotes instead of double quotes', replace('report', '"title"', "'title'")),
  cosmetic('triple quotes around a short string', replace('report', '"title"', '"""title"""')),
  cosmetic('single quotes in a subscript', replace('entitle', 'options["loud"]', "options['loud']")),
  cosmetic('single quotes in a constant', replace('helpers', '"hello"', "'hello'")),
  cosmetic('single quotes in a parameter', replace('parameters', '"oak"', "'oak'")),
  cosmetic(
    'single quotes in the keys of a parameter',
    replace('parameters', '{"round": 2, "loud": False}', "{'round': 2, 'loud': False}")
  ),
  cosmetic('no spaces in a list parameter', replace('parameters', '[4, 9, 2]', '[4,9,2]')),
  cosmetic(
    'redundant parentheses around an expression',
    replace('helpers', 'return value * SCALE', 'return (value * SCALE)')
  ),
  cosmetic('redundant parentheses that say the precedence', replace('report', 'sum(areas) / 7', '(sum(areas) / 7)')),
  cosmetic(
    'redundant parentheses around a condition',
    replace('entitle', 'if options["loud"]:', 'if (options["loud"]):')
  ),
  cosmetic(
    'redundant parentheses around the item of a for',
    replace('build', 'for length in lengths', 'for length in (lengths)')
  ),
  cosmetic('an upper-case prefix of a string', replace('entitle', '" ")', 'u" ")')),
  cosmetic('parentheses around a base class stay, with spaces', replace('classes', 'Board(Plank)', 'Board( Plank )')),
  cosmetic(
    'parentheses around a return value',
    replace('classes', 'return self.thickness + 1', 'return (self.thickness + 1)')
  )
];

const notebookEdits: readonly Mutation[] = [
  cosmetic('the notebook is renamed', rename('carpentry.ipynb')),
  cosmetic('the notebook is renamed and gets a name with a space', rename('my workshop.ipynb')),
  cosmetic('a markdown cell is changed', replace('title', '# A workshop', '# The best workshop of all')),
  cosmetic(
    'a markdown cell is added',
    insert('build', { id: 'words', tags: [], kind: 'markdown', source: 'Now we build.' })
  ),
  cosmetic('the markdown cell is removed', remove('title')),
  cosmetic('a skipped cell is added', insert('build', { id: 'play', tags: ['skip'], source: 'lengths = None' })),
  cosmetic('an empty cell is added to a step', insert('build', { id: 'empty', tags: [], source: '' })),
  cosmetic('an empty cell is added at the end', insert(null, { id: 'empty', tags: ['skip'], source: '' })),
  cosmetic('the pipeline is renamed', notebookJson({ kubeflow_notebook: { pipeline_name: 'carpentry' } })),
  cosmetic(
    'the pipeline gets a description',
    notebookJson({ kubeflow_notebook: { pipeline_name: 'workshop', pipeline_description: 'Wood.' } })
  ),
  cosmetic(
    'the experiment is renamed',
    notebookJson({ kubeflow_notebook: { pipeline_name: 'workshop', experiment_name: 'oak' } })
  ),
  cosmetic(
    'metadata of another tool appears',
    notebookJson({ vscode: { interpreter: { hash: 'abc' } }, toc: { base: 1 } })
  ),
  cosmetic(
    'the kernel gets another display name',
    notebookJson({ kernelspec: { display_name: 'My Python', language: 'python', name: 'python3' } })
  ),
  cosmetic('a cell was executed', cellJson('measure', { execution_count: 7 })),
  cosmetic('a cell has outputs', cellJson('measure', { ...stream('[82, 182, 42]\n'), execution_count: 3 })),
  cosmetic('the outputs of a cell of functions', cellJson('helpers', stream('hi\n'))),
  cosmetic(
    'a cell is collapsed and remembers its time',
    cellJson('saw', {}, { collapsed: true, execution: { 'iopub.execute_input': '2024' } })
  ),
  cosmetic('a cell gets another id', identify('measure', 'f3a9c2')),
  cosmetic('a cell of functions gets another id', identify('helpers', '0a1b2c')),
  cosmetic('a cell of imports gets another id', identify('imports', 'first')),
  cosmetic('the tags of a cell change places', tags('build', 'prev:measure', 'step:build')),
  cosmetic('a tag of another tool is added', tags('build', 'step:build', 'prev:measure', 'hide-input')),
  cosmetic('the other dialect of tags', tags('build', 'block:build', 'prev:measure')),
  cosmetic('a dependency that the data implies is no longer said', tags('build', 'step:build')),
  cosmetic('a dependency without data is added', tags('shorten', 'step:shorten', 'prev:measure')),
  cosmetic('a step gets a limit', tags('build', 'step:build', 'prev:measure', 'limit:memory:1Gi')),
  cosmetic(
    'a step gets a label and an annotation',
    tags('build', 'step:build', 'prev:measure', 'label:team:wood', 'annotation:a/b:c')
  ),
  cosmetic('a step gets a timeout and retries', tags('build', 'step:build', 'prev:measure', 'timeout:5m', 'retry:2')),
  cosmetic(
    'a cell of a step is split in two',
    replace('measure', '\nseen_measure = repr((lengths, longest,))', ''),
    insert('build', { id: 'measure-2', tags: [], source: 'seen_measure = repr((lengths, longest,))' })
  ),
  cosmetic('independent steps change places', move('shorten', 'entitle')),
  cosmetic('an independent step moves to the front', move('inches', 'measure')),
  cosmetic('the functions move below the classes', move('helpers', 'measure')),
  cosmetic('the parameters move below the functions', move('parameters', 'measure')),
  cosmetic('the classes move above the helpers', move('classes', 'helpers')),
  cosmetic(
    'the imports are split into two cells',
    replace('imports', 'import math\n', ''),
    insert('parameters', { id: 'more-imports', tags: ['imports'], source: 'import math' })
  ),
  cosmetic(
    'the helpers are split into two cells',
    replace('helpers', '\n\n\ndef unrelated(value):\n    return value - 1', ''),
    insert('classes', { id: 'more', tags: ['functions'], source: 'def unrelated(value):\n    return value - 1' })
  )
];

const otherCode: readonly Mutation[] = [
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

const filesOfOrchard: readonly Mutation[] = [
  cosmetic(
    'a file that nobody reads is changed',
    files('from pathlib import Path\nPath("aside.txt").write_text("changed")')
  ),
  cosmetic('a file that nobody reads is gone', files('from pathlib import Path\nPath("aside.txt").unlink()')),
  cosmetic('a data file is touched', files('import os\nos.utime("harvest.csv", (1, 1))')),
  cosmetic(
    'a data file is written again with the same content',
    files(
      'from pathlib import Path\ntext = Path("notes.txt").read_text()\nPath("notes.txt").unlink()\nPath("notes.txt").write_text(text)'
    )
  ),
  cosmetic(
    'a data file is replaced by a copy',
    files('import os, shutil\nshutil.copy("weights.npy", "copy.npy")\nos.replace("copy.npy", "weights.npy")')
  ),
  cosmetic('a data file gets other permissions', files('import os\nos.chmod("harvest.csv", 0o644)')),
  cosmetic(
    'a name that a listing does not match is added',
    files('from pathlib import Path\nPath("new-at-the-top.txt").write_text("x")')
  ),
  cosmetic('the cells change places', move('weigh', 'harvest')),
  cosmetic(
    'a comment is added to every reading step',
    replace('weigh', 'weights =', '# grams\nweights ='),
    replace('note', 'with', '# today\nwith')
  ),
  elsewhere('one reading step changes', ['raw'], replace('raw', 'raw = np', 'raw  = [] + np'))
];

/** By the name of the base notebook. */
export const cosmeticMutations: Readonly<Record<string, readonly Mutation[]>> = {
  workshop: [...comments, ...layout, ...spelling, ...notebookEdits, ...otherCode],
  orchard: filesOfOrchard
};
