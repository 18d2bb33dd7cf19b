/** Two programs have one normal form exactly when Python sees the same program. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { normalForm, normalText } from '../../../compiler/2-analyze/python/normal.js';
import { parsePython } from '../../../compiler/2-analyze/python/parse.js';

function normal(text: string, python: string | null = null): string {
  const { tree, problem } = parsePython(text, python);
  expect([text, problem]).toEqual([text, null]);
  return tree === null ? '' : normalForm(tree, text);
}

const equal: readonly (readonly [string, string])[] = [
  // layout and comments
  ['x = 1', 'x=1  # one'],
  ['x = 1', '\n\n# a comment\nx  =  1\n\n'],
  ['x = (1 +\n     2)', 'x = 1 + 2'],
  ['x = 1 + \\\n 2', 'x = 1 + 2'],
  ['x = 1; y = 2', 'x = 1\ny = 2'],
  ['if a: b', 'if a:\n        b'],
  ['if a:\n  b\n  # end', 'if a:\n\tb'],
  ['def f(): return 1', 'def f():\n    # why\n    return 1'],
  ['f(a,\n  b,\n)', 'f(a, b)'],
  ['[1, 2,]', '[1, 2]'],
  ['{1: 2,}', '{1: 2}'],
  ['{1, 2,}', '{1, 2}'],
  ['def f(a, b,): pass', 'def f(a, b): pass'],
  ['x = 1 # type: int', 'x = 1'],
  ['for x in y: # type: int\n  pass', 'for x in y:\n  pass'],
  ['def f(a):\n  # type: (int) -> int\n  return a', 'def f(a):\n  return a'],
  ['x = 1\r\ny = 2', 'x = 1\ny = 2'],
  // parentheses
  ['(x) = (1)', 'x = 1'],
  ['x = ((1 + 2))', 'x = 1 + 2'],
  ['x = (a * b) + c', 'x = a * b + c'],
  ['x = (1, 2)', 'x = 1, 2'],
  ['x[(1, 2)]', 'x[1, 2]'],
  ['x[(1,)]', 'x[1,]'],
  ['return_ = (yield_)', 'return_ = yield_'],
  ['f((x for x in y))', 'f(x for x in y)'],
  ['for (x, y) in (z): pass', 'for x, y in z: pass'],
  ['if (a): pass', 'if a: pass'],
  ['assert (a), b', 'assert a, b'],
  ['with (open(a) as b, c): pass', 'with open(a) as b, c: pass'],
  ['class A(): pass', 'class A: pass'],
  ['from a import (b, c)', 'from a import b, c'],
  ['not (a)', 'not a'],
  ['(a and b) and c', 'a and b and c'],
  ['lambda: (1)', 'lambda: 1'],
  ['(a) if (b) else (c)', 'a if b else c'],
  ['x: (int) = 1', 'x: int = 1'],
  ['del (x)', 'del x'],
  ['match (a):\n  case (1): pass', 'match a:\n  case 1: pass'],
  ['match a:\n  case (b, c): pass', 'match a:\n  case [b, c]: pass'],
  ['match a:\n  case b, c: pass', 'match a:\n  case [b, c]: pass'],
  // strings
  ["x = 'a'", 'x = "a"'],
  ["x = 'a'", "x = '''a'''"],
  ["x = 'a' 'b'", "x = 'ab'"],
  ["x = ('a'\n  'b')", "x = 'ab'"],
  ["x = u'a'", "x = 'a'"],
  ["x = r'a'", "x = 'a'"],
  ["x = R'\\d'", "x = '\\\\d'"],
  ["x = '\\x41\\101\\u0041\\U00000041'", "x = 'AAAA'"],
  ["x = '\\d'", "x = '\\\\d'"],
  ["x = 'a\\\nb'", "x = 'ab'"],
  ["x = '\\n'", 'x = """\n"""'],
  ["x = '''a\r\nb'''", "x = 'a\\nb'"],
  ['x = "it\'s"', "x = 'it\\'s'"],
  ["x = B'a' b'b'", "x = b'ab'"],
  ["x = bR'\\d'", "x = rb'\\d'"],
  ["x = b'\\x41'", "x = b'A'"],
  ["x = '\\t🙂'", "x = '\\x09\\U0001F642'"],
  // numbers and names
  ['x = 1_000', 'x = 1000'],
  ['x = 0XFF', 'x = 0xff'],
  ['x = 0xff', 'x = 255'],
  ['x = 0o17', 'x = 0b1111'],
  ['x = 1E3', 'x = 1000.0'],
  ['x = .5', 'x = 0.50'],
  ['x = 5.', 'x = 5.0'],
  ['x = 1J', 'x = 1.0j'],
  ['x = 0xFFFFFFFFFFFFFFFFFFFF', 'x = 1208925819614629174706175'],
  ['ﬁn = 1', 'fin = 1'],
  // f-strings
  ["f'{x}'", 'F"{ x }"'],
  ["f'a' 'b{c}'", "f'ab{{c}}'"],
  ["f'a{x}' f'b'", "f'a{x}b'"],
  ["f'{(x)}'", "f'{x}'"],
  ["f'{x=}'", "f'x={x!r}'"],
  ["f'{x = }'", "f'x = {x!r}'"],
  ["f'{x=:>5}'", "f'x={x:>5}'"],
  ["f'{x!s}'", "f'{x!s }'"],
  ["rf'\\d{x}'", "f'\\\\d{x}'"],
  ["f'{x:\\x3e5}'", "f'{x:>5}'"],
  ["f'{x,}'", "f'{(x,)}'"],
  ['f\'{x["a"]}\'', "f'''{x['a']}'''"],
  // statements
  ['if a: b\nelse:\n  if c: d', 'if a: b\nelif c: d'],
  ['f(b=1, *a)', 'f(*a, b=1)'],
  ['x[a:b:]', 'x[a:b]'],
  ['import a . b', 'import a.b'],
  ['from . import a', 'from .import a'],
  ['@a\ndef f(): pass', '@ a\n\n# note\ndef f(): pass']
];

const different: readonly (readonly [string, string])[] = [
  ['x = 1', 'x = 2'],
  ['x = 1', 'y = 1'],
  ['x = 1', 'x = 1.0'],
  ['x = 1', 'x = True'],
  ['x = 1', 'x = 1j'],
  ['x = 1', 'x += 1'],
  ['x = 1', 'x: int = 1'],
  ['x: int', '(x): int'],
  ['x: int', 'x: str'],
  ['x = 9007199254740993', 'x = 9007199254740992'],
  ['x = 0xFFFFFFFFFFFFFFFFFFFF', 'x = 0xFFFFFFFFFFFFFFFFFFFE'],
  ['x = 0.1', 'x = 0.1000000000000001'],
  ['x = -1', 'x = +1'],
  ['x = a - b', 'x = b - a'],
  ['x = a / b', 'x = a // b'],
  ['x = a * b', 'x = a ** b'],
  ['x = a @ b', 'x = a * b'],
  ['x = (a + b) * c', 'x = a + b * c'],
  ['x = a - (b - c)', 'x = a - b - c'],
  ['x = a and b', 'x = a or b'],
  ['x = a is b', 'x = a is not b'],
  ['x = a in b', 'x = a not in b'],
  ['x = not a in b', 'x = (not a) in b'],
  ['x = a == b', 'x = a is b'],
  ['x = a < b < c', 'x = (a < b) < c'],
  ['x = a < b < c', 'x = a < (b < c)'],
  ['x = a < b < c < d', 'x = (a < b < c) < d'],
  ['x = a == b in c', 'x = (a == b) in c'],
  ['x = a < b', 'x = a <= b'],
  ['x = a if b else c', 'x = c if b else a'],
  ['(x := 1)', 'x = 1'],
  ['x = y = 1', 'y = x = 1'],
  ['x = y = 1', 'x = 1; y = 1'],
  ['x, y = z', 'y, x = z'],
  ['x, *y = z', '*x, y = z'],
  ['x, = z', 'x = z'],
  ['x = 1,', 'x = 1'],
  ['x = [1]', 'x = (1,)'],
  ['x = {1}', 'x = [1]'],
  ['x = {}', 'x = ()'],
  ['x = {1: 2, 3: 4}', 'x = {3: 4, 1: 2}'],
  ['x = {**a, 1: 2}', 'x = {1: 2, **a}'],
  ['x = [*a]', 'x = [a]'],
  ['x = [(y for y in z)]', 'x = [y for y in z]'],
  ['x = {y for y in z}', 'x = {y: z for y in z}'],
  ['x = [y for y in z if a]', 'x = [y for y in z]'],
  ['x = [y for y in z for a in b]', 'x = [y for a in b for y in z]'],
  ['f(a, b)', 'f(b, a)'],
  ['f(a=1, b=2)', 'f(b=2, a=1)'],
  ['f(a)', 'f(a=a)'],
  ['f(*a)', 'f(**a)'],
  ['f(*a)', 'f(a)'],
  ['f(*a, b)', 'f(b, *a)'],
  ['f(x for x in y)', 'f([x for x in y])'],
  ['f()', 'f'],
  ['f()()', 'f()'],
  ['a.b.c', 'a.c.b'],
  ['x[1:2]', 'x[1, 2]'],
  ['x[1:]', 'x[:1]'],
  ['x[1:]', 'x[1]'],
  ['x[::2]', 'x[:2]'],
  ['x[1, 2]', 'x[[1, 2]]'],
  ['x[1,]', 'x[1]'],
  ['x[*a]', 'x[a]'],
  ["x = 'a'", "x = b'a'"],
  ["x = 'a'", "x = 'A'"],
  ["x = 'a'", "x = ' a'"],
  ["x = 'a'", 'x = a'],
  ["x = 'ab'", "x = 'a', 'b'"],
  ["x = r'\\n'", "x = '\\n'"],
  ["x = b'\\u0041'", "x = b'A'"],
  ["x = b'\\u00ff'", "x = b'\\xff'"],
  ["x = '\\N{BULLET}'", "x = '\\N{DASH}'"],
  ["x = '\\N{BULLET}'", "x = '\\\\N{BULLET}'"],
  ["x = '\\N{BULLET}'", "x = r'\\N{BULLET}'"],
  ["x = '\\ud83d\\ude42'", "x = '🙂'"],
  ['"""doc"""', '"""Doc"""'],
  ["f'{x}'", "'{x}'"],
  ["f'{x}'", "f'{y}'"],
  ["f'{x}'", "f'{{x}}'"],
  ["f'{x}'", "f'{x!r}'"],
  ["f'{x!s}'", "f'{x!r}'"],
  ["f'{x}'", "f'{x:>5}'"],
  ["f'{x:>5}'", "f'{x:<5}'"],
  ["f'{x:{y}}'", "f'{x:y}'"],
  ["f'{x:{y}.{z}}'", "f'{x:{z}.{y}}'"],
  ["f'{x=}'", "f'{x}'"],
  ["f'{x=}'", "f'{x =}'"],
  ["f'{x}{y}'", "f'{x} {y}'"],
  ["f'{x:a}b'", "f'{x:ab}'"],
  ["f'{x:{y}a}'", "f'{x:{y}}a'"],
  ["f'{x[1]}'", "f'{x[2]}'"],
  ["t'{x}'", "f'{x}'"],
  ["t'{x}'", "t'{(x)}'"],
  ['def f(a): pass', 'def f(b): pass'],
  ['def f(a=1): pass', 'def f(a=2): pass'],
  ['def f(a, b): pass', 'def f(a, *, b): pass'],
  ['def f(a, b): pass', 'def f(a, /, b): pass'],
  ['def f(*a): pass', 'def f(**a): pass'],
  ['def f(a: int): pass', 'def f(a): pass'],
  ['def f() -> int: pass', 'def f(): pass'],
  ['def f[T](a): pass', 'def f(a): pass'],
  ['def f[T: int](a): pass', 'def f[T](a): pass'],
  ['def f[*T](a): pass', 'def f[**T](a): pass'],
  ['def f[T = int](a): pass', 'def f[T: int](a): pass'],
  ['async def f(): pass', 'def f(): pass'],
  ['def f(): return', 'def f(): pass'],
  ['def f(): yield a', 'def f(): yield from a'],
  ['@a\n@b\ndef f(): pass', '@b\n@a\ndef f(): pass'],
  ['@a\ndef f(): pass', 'def f(): pass'],
  ['lambda a: b', 'lambda b: b'],
  ['lambda a: b', 'lambda a=1: b'],
  ['class A(B): pass', 'class A: pass'],
  ['class A(B, C): pass', 'class A(C, B): pass'],
  ['class A(metaclass=B): pass', 'class A(B): pass'],
  ['type A = int', 'A = int'],
  ['type A[T] = int', 'type A = int'],
  ['import a', 'import b'],
  ['import a.b', 'import a'],
  ['import a as b', 'import a'],
  ['from a import b', 'from a import c'],
  ['from a import *', 'from a import b'],
  ['from . import a', 'from .. import a'],
  ['from .a import b', 'from a import b'],
  ['from a import b as c', 'from a import b'],
  ['del x', 'x'],
  ['del x, y', 'del y, x'],
  ['del x[0]', 'del x'],
  ['if a: b', 'while a: b'],
  ['if a: b\nelse: c', 'if a: b\nc'],
  ['if a: b\nif c: d', 'if a: b\nelif c: d'],
  ['if a:\n  b\n  c', 'if a:\n  b\nc'],
  ['for x in y: z', 'for y in x: z'],
  ['for x in y: z\nelse: a', 'for x in y: z\na'],
  ['for x in y: break', 'for x in y: continue'],
  ['async def f():\n  async for x in y: z', 'async def f():\n  for x in y: z'],
  ['async def f():\n  [x async for x in y]', 'async def f():\n  [x for x in y]'],
  ['async def f():\n  async with a: b', 'async def f():\n  with a: b'],
  ['await a', 'a'],
  ['with a: b', 'with a as c: b'],
  ['with a, b: c', 'with b, a: c'],
  ['try: a\nexcept B: c', 'try: a\nexcept C: c'],
  ['try: a\nexcept B: c', 'try: a\nexcept: c'],
  ['try: a\nexcept B as d: c', 'try: a\nexcept B: c'],
  ['try: a\nexcept* B: c', 'try: a\nexcept B: c'],
  ['try: a\nexcept B: c\nelse: d', 'try: a\nexcept B: c\nfinally: d'],
  ['raise a', 'raise a from b'],
  ['raise a from None', 'raise a'],
  ['assert a', 'assert a, b'],
  ['def f():\n  global x\n  x = 1', 'def f():\n  x = 1'],
  [
    'def f():\n  x = 0\n  def g():\n    nonlocal x\n    x = 1',
    'def f():\n  x = 0\n  def g():\n    global x\n    x = 1'
  ],
  ['match a:\n  case 1: b', 'match a:\n  case 2: b'],
  ['match a:\n  case b: c', 'match a:\n  case _: c'],
  ['match a:\n  case b: c', 'match a:\n  case b.d: c'],
  ['match a:\n  case 1 | 2: b', 'match a:\n  case 2 | 1: b'],
  ['match a:\n  case 1 as b: c', 'match a:\n  case 1: c'],
  ['match a:\n  case [b, *c]: d', 'match a:\n  case [b, c]: d'],
  ['match a:\n  case [b]: d', 'match a:\n  case b: d'],
  ['match a:\n  case {1: b}: d', 'match a:\n  case {2: b}: d'],
  ['match a:\n  case {1: b, **c}: d', 'match a:\n  case {1: b}: d'],
  ['match a:\n  case B(c): d', 'match a:\n  case B(c=c): d'],
  ['match a:\n  case b if c: d', 'match a:\n  case b: d'],
  ['match a:\n  case -1: b', 'match a:\n  case 1: b'],
  ['match a:\n  case "b": c', 'match a:\n  case b: c'],
  ['...', 'None'],
  ['x = None', 'x = False'],
  ['__debug__', 'True'],
  ['pass', '...'],
  ['a; b', 'b; a'],
  ['a', 'a; a']
];

describe('programs that differ in', () => {
  it.each(equal)('spelling alone have one normal form: %j and %j', (left, right) => {
    expect(normal(left)).toBe(normal(right));
  });

  it.each(different)('meaning have two: %j and %j', (left, right) => {
    expect(normal(left)).not.toBe(normal(right));
  });
});

describe('a normal form', () => {
  it('is one line, so that those of several statements can be put one below the other', () => {
    expect(normal('def f(a):\n  """x\ny"""\n  return f"{a}\\n"\n')).not.toContain('\n');
    expect(normalText('%load a\nb')).not.toContain('\n');
  });

  it('of a magic is its exact text', () => {
    expect(normalText('!ls a')).not.toBe(normalText('!ls  a'));
    expect(normalText('x')).not.toBe(normal('x'));
  });

  it('keeps what the parser does not understand as it is written', () => {
    const [left, right] = ['x = (1 2', 'x = (1 3'].map(text => {
      const { tree } = parsePython(text, null);
      return tree === null ? null : normalForm(tree, text);
    });
    expect(left).not.toBe(right);
  });

  it('knows a chain of two hundred elifs', () => {
    const chain = Array.from({ length: 200 }, (_, index) => `elif a == ${index}: b`).join('\n');
    expect(normal(`if a: b\n${chain}`)).toContain('int 199');
  });
});

describe('CPython agrees', () => {
  const python = '.venv/bin/python';
  const oracle = 'test/compiler/analyze/program_oracle.py';
  const run = <Answer>(...arguments_: readonly string[]): readonly Answer[] =>
    execFileSync(python, [oracle, ...arguments_], { maxBuffer: 1 << 30 })
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Answer);
  const [folder = '', version = ''] = execFileSync(python, [
    '-c',
    'import sys, sysconfig; print(sysconfig.get_path("stdlib")); print("%d.%d" % sys.version_info[:2])'
  ])
    .toString()
    .trim()
    .split('\n');
  const library = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.py') && !/site-packages|lib2to3/.test(file))
    .sort()
    .map(file => join(folder, file));
  const every = (step: number, from: number): readonly string[] => library.filter((_, index) => index % step === from);

  it('about files of its library, which it writes in its own words', () => {
    const answers = run<{ file: string; text: string; unparsed: string }>('unparse', ...every(7, 0));
    const differ = answers
      .filter(({ text, unparsed }) => {
        const [left, right] = [text, unparsed].map(source => {
          const { tree } = parsePython(source, version);
          return tree === null ? null : normalForm(tree, source);
        });
        return left !== right;
      })
      // Characters by name stay as they are written: the compiler has no table of them.
      .filter(({ text }) => !text.includes('\\N{'));
    expect(answers.length).toBeGreaterThan(200);
    expect(differ.map(({ file }) => file)).toEqual([]);
  });

  it('about statements of its library in which one token was changed', () => {
    const answers = run<{ original: string; mutant: string; same: boolean }>('mutate', '1', '1500', ...every(9, 2));
    const wrong = answers.filter(({ original, mutant, same }) => {
      const [left, right] = [original, mutant].map(source => {
        const { tree } = parsePython(source, version);
        return tree === null ? null : normalForm(tree, source);
      });
      return (left === right) !== same;
    });
    expect(answers).toHaveLength(1500);
    expect(answers.filter(({ same }) => !same).length).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });
});
