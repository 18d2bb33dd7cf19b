import { read } from '../../../compiler/1-read/index.js';
import type { ReadNotebook } from '../../../compiler/1-read/index.js';
import { DiagnosticSink } from '../../../compiler/diagnostics/sink.js';
import { notebook, step } from '../../support/notebook.js';
import type { TestCell } from '../../support/notebook.js';

function readCells(cells: readonly TestCell[], settings = {}): { notebook: ReadNotebook; problems: readonly string[] } {
  const sink = new DiagnosticSink();
  const result = read(notebook(cells, settings), 'Test.ipynb', sink);
  if (result === null) {
    throw new Error('not read');
  }
  return { notebook: result, problems: sink.sorted(result.order).map(({ code, cell }) => `${code} ${cell ?? '-'}`) };
}

/** "load: c1 c2; train(load): c3" */
function drawn({ steps }: ReadNotebook): string {
  return steps
    .map(
      ({ name, after, cells }) =>
        `${name}${after.length > 0 ? `(${after.map(edge => edge.step).join(' ')})` : ''}: ${cells.map(({ id }) => id).join(' ')}`
    )
    .join('; ');
}

const ids = (cells: readonly { readonly id: string }[]): string => cells.map(({ id }) => id).join(' ');

const assignments: readonly (readonly [
  sentence: string,
  cells: readonly TestCell[],
  steps: string,
  problems: readonly string[]
])[] = [
  [
    'untagged cells go on with the step above',
    [
      [step('a'), '1'],
      [[], '2'],
      [step('b', 'a'), '3'],
      [['mine'], '4']
    ],
    'a: c1 c2; b(a): c3 c4',
    []
  ],
  [
    'a step may be taken up again further down',
    [
      [step('a'), '1'],
      [step('b', 'a'), '2'],
      [step('a'), '3'],
      [[], '4']
    ],
    'a: c1 c3 c4; b(a): c2',
    []
  ],
  [
    'skip leaves the step above open',
    [
      [step('a'), '1'],
      [['skip'], '2'],
      [[], '3']
    ],
    'a: c1 c3',
    []
  ],
  [
    'an empty step name goes on like no tag',
    [
      [step('a'), '1'],
      [['step:'], '2'],
      [['block:'], '3']
    ],
    'a: c1 c2 c3',
    []
  ],
  [
    'cells before the first tag are left out',
    [
      [[], '!pip install x'],
      [step('a'), '1']
    ],
    'a: c2',
    ['leading-cell c1']
  ],
  [
    'an empty cell before the first tag is no problem',
    [
      [[], ' '],
      [step('a'), '1']
    ],
    'a: c2',
    []
  ],
  [
    'both dialects mix',
    [
      [['block:a'], '1'],
      [['step:b', 'prev:a'], '2']
    ],
    'a: c1; b(a): c2',
    []
  ],
  [
    'prev must name an earlier step',
    [
      [step('a', 'b'), '1'],
      [step('b'), '2']
    ],
    'a: c1; b: c2',
    ['unknown-step c1']
  ],
  ['a step cannot come after itself', [[step('a', 'a'), '1']], 'a: c1', ['self-dependency c1']],
  [
    'prev on a later cell of a step is reported',
    [
      [step('a'), '1'],
      [step('b'), '2'],
      [step('b', 'a'), '3']
    ],
    'a: c1; b: c2 c3',
    ['ignored-tag c3']
  ],
  [
    'prev said twice is one edge',
    [
      [step('a'), '1'],
      [step('b', 'a', 'a'), '2']
    ],
    'a: c1; b(a): c2',
    []
  ],
  ['a cell cannot be in two steps', [[['step:a', 'block:b'], '1']], 'a: c1', ['conflicting-tags c1']],
  [
    'a setting needs a step',
    [
      [step('a'), '1'],
      [['limit:cpu:1', 'prev:a'], '2']
    ],
    'a: c1 c2',
    ['tag-without-step c2']
  ],
  [
    'a role word decides alone',
    [
      [step('a'), '1'],
      [['imports', 'step:b'], '2']
    ],
    'a: c1',
    ['ignored-tag c2']
  ],
  [
    'a step after the metrics is reported once',
    [
      [step('a'), '1'],
      [['pipeline-metrics'], 'print(x)'],
      [step('b'), '2'],
      [step('c'), '3']
    ],
    'a: c1; b: c3; c: c4',
    ['metrics-not-last c3']
  ],
  [
    'imports in between make a step after the metrics fine',
    [
      [step('a'), '1'],
      [['pipeline-metrics'], ''],
      [['imports'], ''],
      [step('b'), '2']
    ],
    'a: c1; b: c4',
    []
  ],
  ['no step at all is a problem', [[['imports'], 'import a']], '', ['no-steps -']],
  [
    'step names of special words are the special words',
    [
      [['step:skip'], '1'],
      [step('a'), '2']
    ],
    'a: c2',
    []
  ]
];

describe('cells become steps', () => {
  it.each(assignments)('%s', (_sentence, cells, steps, problems) => {
    const result = readCells(cells);
    expect(drawn(result.notebook)).toBe(steps);
    expect(result.problems).toEqual(problems);
  });

  it('puts all imports before all functions, wherever they stand', () => {
    const { notebook: result } = readCells([
      [['functions'], 'def f(): pass'],
      [[], '# still functions'],
      [step('a'), '1'],
      [['imports'], 'import a'],
      [['skip'], ''],
      [[], 'import b']
    ]);
    expect(ids(result.prologue)).toBe('c4 c6 c1 c2');
    expect(result.leftOut).toEqual([expect.objectContaining({ id: 'c5', why: 'skip' })]);
  });

  it('lets the step win over the defaults of the notebook', () => {
    const { notebook: result, problems } = readCells(
      [
        [['step:a', 'limit:cpu:1', 'retry:2'], ''],
        [['step:b'], '']
      ],
      {
        steps_defaults: ['limit:cpu:9', 'label:team:x:y', 'limit:memory:1Gi', 'step:no'],
        docker_image: 'python:3.12',
        enable_caching: false
      }
    );
    expect(result.steps.map(({ limits, retry, image, cache }) => ({ limits, retry, image, cache }))).toEqual([
      { limits: { cpu: '1', memory: '1Gi' }, retry: 2, image: 'python:3.12', cache: 'disabled' },
      { limits: { cpu: '9', memory: '1Gi' }, retry: 0, image: 'python:3.12', cache: 'disabled' }
    ]);
    expect(problems).toEqual(['invalid-setting -', 'invalid-setting -']);
  });

  it('offers to move a tag that has no effect', () => {
    const sink = new DiagnosticSink();
    const result = read(
      notebook([
        [step('a'), ''],
        [step('b'), ''],
        [step('b', 'a'), '']
      ]),
      'x',
      sink
    );
    expect(sink.sorted(result?.order ?? new Map())[0]?.fixes).toEqual([
      { title: 'Move prev:a to the first cell of the step', cell: 'c2', addTags: ['prev:a'], removeTags: [] }
    ]);
  });
});

describe('a pipeline name', () => {
  it.each([
    ['my-pipeline', 'x.ipynb', 'my-pipeline'],
    ['', 'folder/Über Äpfel 2.ipynb', 'uber-apfel-2'],
    ['Not Valid', 'x.ipynb', 'x'],
    ['', '日本.ipynb', 'pipeline'],
    ['', `${'long-'.repeat(30)}.ipynb`, 'long-'.repeat(13).slice(0, 63).replace(/-$/, '')]
  ])('"%s" in %s is %s', (setting, fileName, name) => {
    const result = read(notebook([[step('a'), '']], { pipeline_name: setting }), fileName, new DiagnosticSink());
    expect(result?.name).toBe(name);
  });
});
