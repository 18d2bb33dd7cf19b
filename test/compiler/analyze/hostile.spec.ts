/** Whatever the cells hold, analysis ends, and every problem lies within its cell. */
import fc from 'fast-check';
import { AnalysisCache } from '../../../compiler/2-analyze/index.js';
import { step } from '../../support/notebook.js';
import { analyzed, type Analyzed } from './analyzed.js';

const fragments = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    '=',
    ':=',
    ',',
    '.',
    '*',
    '**',
    '@',
    '->',
    '"',
    "'",
    '"""',
    'f"{',
    '}"',
    '\\',
    ';',
    '#'
  ],
  ...[
    '\n',
    '\n    ',
    '\n  ',
    '\r\n',
    '\r',
    '\t',
    '\f',
    '\0',
    '\ufeff',
    '\u00a0',
    'é',
    'ｘ',
    '😀',
    '%',
    '!',
    '?',
    '%%time\n',
    '%%bash\n'
  ],
  ...[
    'x',
    'y',
    'f',
    '_',
    'x.a',
    'x[0]',
    '1',
    '007',
    '1e',
    'None',
    'f(x)',
    'x = 1',
    'x += 1',
    'del x',
    'import m as x',
    '>>> '
  ],
  ...[
    'def f(x=y):',
    'class C(x):',
    'lambda x: y',
    'for x in y:',
    'while x:',
    'if x:',
    'else:',
    'try:',
    'except x as y:',
    'finally:'
  ],
  ...[
    'with x as y:',
    'match x:',
    'case {}:',
    'case x:',
    'return',
    'yield x',
    'await x',
    'break',
    'global x',
    'nonlocal x',
    'raise x'
  ],
  ...[
    'from m import *',
    'type A[T] = x',
    '[x for x in y if x]',
    '{{ }}',
    '{x!r:>{y}}',
    'async ',
    'not ',
    ' and ',
    ' if x else '
  ]
];

const cell = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...fragments) }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 25
  })
  .map(parts => parts.join(' '));

const cache = new AnalysisCache();

function outside({ notebook, problems }: Analyzed): readonly string[] {
  const texts = new Map(
    [...notebook.prologue, ...notebook.steps.flatMap(({ cells }) => cells)].map(({ id, source }) => [
      id,
      source.split('\n')
    ])
  );
  return problems.flatMap(({ code, cell: id = '', span }) => {
    const lines = texts.get(id);
    const fits = (line: number, column: number): boolean => column >= 0 && column <= (lines?.[line - 1]?.length ?? -1);
    return span === undefined || (fits(span.line, span.column) && fits(span.endLine, span.endColumn))
      ? []
      : [`${code} ${JSON.stringify(span)} in ${JSON.stringify(lines)}`];
  });
}

it('is survived by the analysis', () => {
  fc.assert(
    fc.property(cell, cell, cell, cell, (imports, first, second, third) => {
      const found = analyzed(
        [
          [['imports'], imports],
          [step('a'), first],
          [step('b', 'a'), second],
          [step('c'), third]
        ],
        cache
      );
      expect(outside(found)).toEqual([]);
    }),
    { numRuns: 1500, seed: 1 }
  );
});
