/** Which edits of a notebook change the part of a step's key that comes from code: no run needed to tell. */
import { compile } from '../../../compiler/index.js';
import { canonicalJson } from '../../../compiler/ir/print.js';
import { notebook, step } from '../../support/notebook.js';
import type { TestCell } from '../../support/notebook.js';

const base: readonly TestCell[] = [
  [['imports'], 'import numpy as np\nimport pandas as pd'],
  [
    ['functions'],
    'LIMIT = 3\ndef helper(x):\n    return x + LIMIT\ndef clean(x):\n    return helper(x)\ndef other(x):\n    return x'
  ],
  [step('load'), 'data = np.arange(10)'],
  [step('train', 'load'), 'model = clean(data)'],
  [step('look', 'load'), 'print(other(data))']
];

/** Slice digests by step. */
function slices(cells: readonly TestCell[]): ReadonlyMap<string, string> {
  const { plan } = compile(notebook(cells));
  return new Map(plan?.steps.map(({ name, slice }) => [name, canonicalJson(slice)]));
}

function changed(edit: (cells: TestCell[]) => void): readonly string[] {
  const cells = [...base];
  edit(cells);
  const before = slices(base);
  const after = slices(cells);
  return [...before.keys()].filter(name => before.get(name) !== after.get(name));
}

function source(index: number, from: string, to: string): (cells: TestCell[]) => void {
  return cells => {
    const [tags, text] = cells[index] ?? [[], ''];
    expect(text).toContain(from);
    cells[index] = [tags, text.replace(from, to)];
  };
}

const edits: readonly (readonly [sentence: string, edit: (cells: TestCell[]) => void, steps: readonly string[]])[] = [
  ['a comment', source(3, 'model', '# train\nmodel'), []],
  ['layout and parentheses', source(3, 'model = clean(data)', 'model = (\n    clean( data )\n)'), []],
  ['a function called through another', source(1, 'x + LIMIT', 'x - LIMIT'), ['train']],
  ['a constant that a called function reads', source(1, 'LIMIT = 3', 'LIMIT = 4'), ['train']],
  ['the body of a step', source(2, '10', '11'), ['load']],
  [
    'a function that one step calls',
    source(1, 'def other(x):\n    return x', 'def other(x):\n    return -x'),
    ['look']
  ],
  ['an import of a well-known library that nobody reads', source(0, 'import numpy', 'import json\nimport numpy'), []],
  [
    'an import of an unknown module that nobody reads',
    source(0, 'import numpy', 'import my_style\nimport numpy'),
    ['load', 'train', 'look']
  ],
  [
    'a statement with an effect',
    source(0, 'import pandas as pd', 'import pandas as pd\nprint("hello")'),
    ['load', 'train', 'look']
  ],
  ['a decorator that may register', source(1, 'def other', '@register\ndef other'), ['load', 'train', 'look']],
  ['a decorator that only wraps', source(1, 'def other', '@functools.cache\ndef other'), ['look']],
  ['what the alias np stands for', source(0, 'import numpy as np', 'import cupy as np'), ['load']],
  ['code that finds names at run time', source(3, 'model = clean(data)', 'model = eval("clean")(data)'), ['train']],
  ['another step', source(4, 'print', 'repr'), ['look']],
  ['a cell in two', cells => cells.splice(3, 1, [step('train', 'load'), 'model = clean(data)'], [[], '']), []]
];

describe('the slice of a step', () => {
  it.each(edits)('%s changes it for the steps that it matters to', (_sentence, edit, steps) => {
    expect(changed(edit)).toEqual(steps);
  });

  it('does not mind the order of definitions', () => {
    const reordered = source(1, 'LIMIT = 3\ndef helper(x):\n    return x + LIMIT\n', '');
    expect(
      changed(cells => {
        reordered(cells);
        const [tags, text] = cells[1] ?? [[], ''];
        cells[1] = [tags, `${text}\ndef helper(x):\n    return x + LIMIT\nLIMIT = 3`];
      })
    ).toEqual([]);
  });
});

describe('equal notebooks', () => {
  const text = (cells: readonly TestCell[]): string => canonicalJson(compile(notebook(cells)).plan);

  it('give byte-equal plans whatever their outputs and execution counts', () => {
    const plain = notebook(base);
    const executed = {
      ...plain,
      cells: plain.cells.map((cell, index) => ({
        ...(cell as object),
        execution_count: index,
        outputs: [{ output_type: 'stream' }]
      }))
    };
    expect(canonicalJson(compile(executed).plan)).toBe(canonicalJson(compile(plain).plan));
  });

  it('do not mind cells that are in no step', () => {
    const extended: readonly TestCell[] = [
      [['skip'], '!pip list', 'scratch'],
      ...base.map((cell, index): TestCell => [cell[0], cell[1], `c${index + 1}`])
    ];
    expect(text(extended)).toBe(text(base));
  });
});
