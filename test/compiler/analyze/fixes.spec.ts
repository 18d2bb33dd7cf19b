/** What problems offer: tags to change, names that were meant, other places to look at. */
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import { step, type TestCell } from '../../support/notebook.js';
import { analyzed, stepOf } from './analyzed.js';

describe('a problem that can be mended', () => {
  const fixesOf = (code: Diagnostic['code'], cells: readonly TestCell[]): readonly string[] =>
    analyzed(cells)
      .problems.filter(problem => problem.code === code)
      .flatMap(({ fixes = [] }) =>
        fixes.map(({ cell, addTags, removeTags }) => `${cell} +${addTags.join()} -${removeTags.join()}`)
      );

  it.each<readonly [Diagnostic['code'], readonly TestCell[], readonly string[]]>([
    [
      'missing-dep',
      [
        [step('a'), 'x = 1'],
        [step('b'), 'y = 1'],
        [[], 'print(x)']
      ],
      ['c2 +prev:a -']
    ],
    [
      'conflict',
      [
        [step('a'), 'x = 1'],
        [step('b'), 'x = 2'],
        [step('c', 'a', 'b'), 'print(x)']
      ],
      ['c2 +prev:a -']
    ],
    [
      'notebook-order',
      [
        [step('a'), 'x = 1'],
        [step('b', 'a'), 'x = 2'],
        [step('c', 'a'), 'print(x)']
      ],
      ['c3 +prev:b -']
    ],
    [
      'shared-file',
      [
        [step('a'), 'open("a.txt", "w")'],
        [step('b'), 'open("a.txt")']
      ],
      ['c2 +prev:a -']
    ],
    [
      'unused-dep',
      [
        [step('a'), 'x = 1'],
        [step('b', 'a'), 'y = 1']
      ],
      ['c2 + -prev:a']
    ],
    [
      'unknown-step',
      [
        [step('load'), 'x = 1'],
        [step('b', 'laod'), 'y = x']
      ],
      ['c2 +prev:load -prev:laod']
    ],
    [
      'unknown-step',
      [
        [step('part_a'), 'x = 1'],
        [step('part_b'), 'y = 1'],
        [step('c', 'part_c'), 'print(x, y)']
      ],
      ['c3 +prev:part_a -prev:part_c', 'c3 +prev:part_b -prev:part_c']
    ],
    [
      'unknown-step',
      [
        [step('part_a'), 'x = 1'],
        [step('c', 'part_b'), 'print(x)'],
        [step('part_b'), 'y = 1']
      ],
      ['c2 + -prev:part_b']
    ],
    [
      'unknown-step',
      [
        [step('load'), 'x = 1'],
        [step('b', 'nothing_like_it'), 'print(x)']
      ],
      ['c2 + -prev:nothing_like_it']
    ]
  ])('%s offers the tag to change', (code, cells, expected) => {
    expect(fixesOf(code, cells)).toEqual(expected);
  });

  it('offers the nearest name', () => {
    const { problems } = analyzed([[step('a'), 'training_data = 1\nprint(trainig_data)']]);
    expect(problems.map(({ hint }) => hint)).toEqual(['Did you mean training_data?']);
  });

  it.each([
    { source: 'x = 1\ny = 2\nz = 3', reader: 'print(y)\nprint(x, z)', said: 'y, x and z' },
    { source: 'x = 1\ny = 2', reader: 'print(x, y)', said: 'x and y' },
    {
      source: 'a = b = c = d = e = f = g = h = 1',
      reader: 'print(a, b, c, d, e, f, g, h)',
      said: 'a, b, c, d, e, f and 2 more'
    }
  ])('names what flows along a dependency that no tag declares: $said', ({ source, reader, said }) => {
    const { problems } = analyzed([
      [step('first'), source],
      [step('second'), reader]
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      `Step second reads ${said} of step first, which no tag puts before it.`
    ]);
  });

  it('shows the other places that belong to it', () => {
    const { problems } = analyzed([
      [['functions'], 'def show():\n    print(result)'],
      [step('a'), 'x = 1\nresult = 1'],
      [step('b'), 'show()']
    ]);
    expect(
      problems.map(({ related = [] }) => related.map(({ cell, span }) => `${cell ?? ''}:${String(span?.line)}`))
    ).toEqual([['c2:2', 'c1:2']]);
  });

  it('is found together with all others, and the rest of the notebook is still analyzed', () => {
    const found = analyzed([
      [step('a'), 'x = = 1\nlost = 1'],
      [step('b'), 'y = 2\nprint(nope)\ninput()'],
      [step('c', 'b'), 'print(y, lost)']
    ]);
    const codes: readonly Diagnostic['code'][] = found.problems.map(({ code }) => code);
    expect(codes).toEqual(['syntax', 'undefined', 'input-call']);
    expect(stepOf(found, 'c').inputs).toEqual([{ name: 'y', from: 'b' }]);
  });
});
