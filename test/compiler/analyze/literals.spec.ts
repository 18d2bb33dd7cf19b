/** Literals of parameters: what is taken, how it is written, and what Python makes of it. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { isRefusal, literalForType, parseLiteral } from '../../../compiler/2-analyze/literals.js';
import type { ParameterType } from '../../../compiler/ir/plan.js';

const taken: readonly (readonly [string, ParameterType, string, unknown])[] = [
  ['1', 'int', '1', 1],
  ['-1', 'int', '-1', -1],
  ['+1', 'int', '1', 1],
  ['-(-1)', 'int', '1', 1],
  ['-0', 'int', '0', 0],
  ['1_000', 'int', '1000', 1000],
  ['0xFF', 'int', '255', 255],
  ['9007199254740992', 'int', '9007199254740992', 9007199254740992],
  ['-9007199254740992', 'int', '-9007199254740992', -9007199254740992],
  ['1.0', 'float', '1.0', 1],
  ['1.', 'float', '1.0', 1],
  ['.5', 'float', '0.5', 0.5],
  ['-1e-3', 'float', '-0.001', -0.001],
  ['1e21', 'float', '1e+21', 1e21],
  ['1e16', 'float', '10000000000000000.0', 1e16],
  ['1e-7', 'float', '1e-7', 1e-7],
  ['0.1', 'float', '0.1', 0.1],
  ['-0.0', 'float', '-0.0', -0],
  ['True', 'bool', 'True', true],
  ['False', 'bool', 'False', false],
  ['None', 'none', 'None', null],
  ["'a'", 'str', '"a"', 'a'],
  ['\'a\' "b"', 'str', '"ab"', 'ab'],
  ["r'\\n'", 'str', '"\\\\n"', '\\n'],
  ["'''a\n\"b\"'''", 'str', '"a\\n\\"b\\""', 'a\n"b"'],
  ["'{{ x }} 🙂 \\x00'", 'str', '"{{ x }} 🙂 \\u0000"', '{{ x }} 🙂 \0'],
  ['(1)', 'int', '1', 1],
  ['  1  # one', 'int', '1', 1],
  ['[]', 'list', '[]', []],
  ["[1, -2.5, 'a', None, [True],]", 'list', '[1, -2.5, "a", None, [True]]', [1, -2.5, 'a', null, [true]]],
  ['[\n  1,  # one\n  2\n]', 'list', '[1, 2]', [1, 2]],
  ['{}', 'dict', '{}', {}],
  ["{'b': 1, 'a': [2]}", 'dict', '{"b": 1, "a": [2]}', { b: 1, a: [2] }],
  ["{'a': 1, 'a': 2}", 'dict', '{"a": 2}', { a: 2 }],
  ["{1: 'a', 1.0: 'b', True: 'c', '1': 'd'}", 'dict', '{1: "c", "1": "d"}', { 1: 'd' }],
  ["{'__proto__': 1}", 'dict', '{"__proto__": 1}', JSON.parse('{"__proto__": 1}')]
];

const refused: readonly (readonly [string, string, string])[] = [
  ['(1, 2)', 'is a tuple', '(1, 2)'],
  ['1,', 'is a tuple', '1'],
  ['{1, 2}', 'is a set', '{1, 2}'],
  ["b'a'", 'is a bytes literal', "b'a'"],
  ['1j', 'is a complex number', '1j'],
  ['1 + 2j', 'must be computed', '1 + 2j'],
  ['1 / 3', 'must be computed', '1 / 3'],
  ['not True', 'must be computed', 'not True'],
  ['-True', 'must be computed', '-True'],
  ["-'a'", 'must be computed', "-'a'"],
  ['~1', 'must be computed', '~1'],
  ["f'{x}'", 'is an f-string', "f'{x}'"],
  ["'a' f'b'", 'is an f-string', "f'b'"],
  ['nan', 'is a variable, nan', 'nan'],
  ["float('nan')", 'is a call', "float('nan')"],
  ['1e400', 'is infinite', '1e400'],
  ['9007199254740993', 'is an int beyond 2**53, which other programs would round', '9007199254740993'],
  ['-9007199254740993', 'is an int beyond 2**53, which other programs would round', '9007199254740993'],
  ["'\\N{BULLET}'", 'holds a character that is written by its name (\\N{…})', "'\\N{BULLET}'"],
  ["'\\ud83d'", 'holds half a character (a surrogate)', "'\\ud83d'"],
  ['...', 'is an ellipsis', '...'],
  ['[x for x in y]', 'is a comprehension', 'x for x in y'],
  ['lambda: 1', 'is a function', 'lambda: 1'],
  ['[1, [2, x]]', 'is a variable, x', 'x'],
  ["{'a': (1,)}", 'is a tuple', '(1,)'],
  ["{**a, 'b': 1}", 'must be computed', '**a'],
  ['{(): 1}', 'is a tuple', '()'],
  ['[*a]', 'must be computed', '*a'],
  ['x = 1', 'must be computed', 'x = 1'],
  ['', 'is no Python literal', ''],
  ['(', 'is no Python literal', '('],
  ['1; 2', 'is no Python literal', '1; 2'],
  ['1\n2', 'is no Python literal', '1\n2'],
  ['if a: b', 'is no Python literal', 'if a: b'],
  ["'a", 'is no Python literal', "'a"]
];

describe('a literal', () => {
  it.each(taken)('%j is an %s, %s', (text, type, literal, value) => {
    expect(parseLiteral(text)).toEqual({ type, literal, value });
  });

  it.each(refused)('%j is refused: it %s', (text, reason, part) => {
    const result = parseLiteral(text);
    expect(result).toMatchObject({ reason });
    expect(isRefusal(result) && text.slice(result.start, result.start + result.length)).toBe(part);
  });

  it('is the same value to Python in its canonical form', () => {
    const scalar = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => String(value).replace(/^-?\d+$/, '$&.0')),
      fc.integer().map(String),
      fc.string({ unit: 'grapheme' }).map(value => JSON.stringify(value)),
      fc.string({ unit: 'binary-ascii' }).map(value => `'''${value.replace(/[\\'\0\r]/g, '')} '''`),
      fc.constantFrom('None', 'True', 'False', "r'\\d'", "'\\101\\x41\\u00e9\\U0001F642\\d\\\n'", '0o17', '1_0.5')
    );
    const { literal } = fc.letrec<{ literal: string }>(tie => ({
      literal: fc.oneof(
        { maxDepth: 2 },
        scalar,
        fc.array(tie('literal')).map(items => `[${items.join(', ')}]`),
        fc
          .array(fc.tuple(scalar, tie('literal')))
          .map(pairs => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(', ')}}`)
      )
    }));
    const texts = [...fc.sample(literal, { numRuns: 1000, seed: 7 }), ...taken.map(([text]) => text)];
    const pairs = texts.map(text => {
      const result = parseLiteral(text);
      return [text, isRefusal(result) ? `"${result.reason}"` : result.literal] as const;
    });
    const answers = JSON.parse(
      execFileSync('.venv/bin/python', ['test/compiler/analyze/literal_oracle.py'], {
        input: JSON.stringify(pairs),
        maxBuffer: 1 << 28
      }).toString()
    ) as readonly (readonly [string, string])[];
    expect(answers.map(([, ours]) => ours)).toEqual(answers.map(([theirs]) => theirs));
  });

  it('is read or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const result = parseLiteral(text);
        expect(isRefusal(result) || parseLiteral(result.literal)).toEqual(isRefusal(result) || result);
      })
    );
  });
});

describe('a value typed for a parameter', () => {
  it.each<readonly [ParameterType, string, string | null]>([
    ['str', '5', '"5"'],
    ['str', ' a "b" ', '" a \\"b\\" "'],
    ['str', '', '""'],
    ['int', '5', '5'],
    ['int', ' -5 ', '-5'],
    ['int', '5.0', null],
    ['int', 'five', null],
    ['int', 'True', null],
    ['float', '5', '5.0'],
    ['float', '1e-3', '0.001'],
    ['float', 'nan', null],
    ['bool', 'true', 'True'],
    ['bool', 'False', 'False'],
    ['bool', '1', null],
    ['list', '[1, 2]', '[1, 2]'],
    ['list', '1, 2', null],
    ['dict', '{"a": 1}', '{"a": 1}'],
    ['dict', '[]', null],
    ['none', 'None', 'None'],
    ['none', '5', '5'],
    ['none', 'some text', '"some text"']
  ])('of type %s: %j is %j', (type, text, literal) => {
    expect(literalForType(text, type)).toBe(literal);
  });
});
