/** Notebooks that ask for more than the reference catalogue: odd texts, odd cells, and what crosses from step to step. */
import { AnalysisCache } from '../../../compiler/2-analyze/index.js';
import { analyzeText } from '../../../compiler/2-analyze/python/analyze-text.js';
import { step } from '../../support/notebook.js';
import { analyzed, definitionsOf, inputsOf, spoken, stepOf } from './analyzed.js';

describe('the text of a cell', () => {
  it('is read on its own: a bracket that one cell opens and the next one closes is a mistake in both', () => {
    const found = analyzed([
      [step('a'), 'x = (1,'],
      [step('b', 'a'), ')']
    ]);
    expect(spoken(found)).toEqual(['error syntax c1:1:4', 'error syntax c2:1:0']);
  });

  it('may have a byte order mark, form feeds, tabs and any line ends', () => {
    const { problem, facts } = analyzeText('\ufeffx = 1\r\n\f\r\nif x:\r\n\ty = 2\rz = x\r', null);
    expect(problem).toBeNull();
    expect([...facts.mayEnd].sort()).toEqual(['x', 'y', 'z']);
  });

  it.each([
    ['a no-break space', 'x\u00a0= 1', 'no-break space'],
    ['typographic quotes', 'x = “a”', 'typographic quote'],
    ['print as a statement', 'print "hello"', 'parentheses'],
    ['an unclosed bracket', 'x = foo(1,\n  2\ny = 3', 'was not closed'],
    ['an unclosed brace', 'x = {1: 2\ny = 3', 'was not closed'],
    ['an unclosed square bracket', 'x = [1', 'was not closed'],
    ['a field without an end', 'f"{x"', 'expecting "}"'],
    ['a text without an end', "x = 'a", 'unterminated'],
    ['a number with a leading zero', 'x = 007', 'cannot begin with 0'],
    ['a call as a target', 'f(x) = 3', 'assign to the result of a call'],
    ['a literal as a target', '"a" = x', 'assign to a literal'],
    ['a literal in a tuple target', '(a, 1) = x', 'assign to a literal'],
    ['an expression as a target', 'a-b = 1', 'assign to an expression'],
    ['a tuple as the target of +=', '(a, b) += 1', 'augmented assignment'],
    ['a call as the target of for', 'for f() in x: pass', 'assign to the result of a call'],
    ['a call to be deleted', 'del f()', 'delete the result of a call'],
    ['two stars in a target', '*a, *b = x', 'Only one'],
    ['yield at the top level', 'yield 3', 'within a function'],
    ['return at the top level', 'return 3', 'within a function'],
    ['nonlocal at the top level', 'nonlocal x', 'within a function'],
    ['global after the use', 'def f():\n  x = 1\n  global x', 'before it is declared global'],
    ['a parameter declared global', 'def f(x):\n  global x', 'is a parameter'],
    ['await in a plain function', 'def f():\n  await x', 'async def'],
    ['async for in a plain function', 'def f():\n  async for i in x: pass', 'async def'],
    ['a star import in a function', 'def f():\n  from m import *', 'top level'],
    ['one keyword twice', 'f(a=1, a=2)', 'given twice']
  ])('with %s is a syntax error that says so', (_what, source, words) => {
    expect(analyzeText(source, null).problem?.message).toContain(words);
  });

  it('may await, and loop and comprehend asynchronously, at the top level', () => {
    const source = 'async with f() as g:\n    async for i in g:\n        x = await i\nr = [j async for j in g]';
    expect(analyzeText(source, null).problem).toBeNull();
  });

  it('may leave a finally block by break, which CPython only warns of', () => {
    expect(analyzeText('while 1:\n  try: pass\n  finally:\n    break', null).problem).toBeNull();
  });

  it('may await in a generator expression of a plain function', () => {
    expect(analyzeText('def f(): return (i for i in range(3) if await g(i))', null).problem).toBeNull();
  });

  it('may use match, case, type and print as names in the notebook of an old Python', () => {
    const { problem, facts } = analyzeText('match = 1\ncase = match\ntype = case\nprint = type\nmatch[1]', '3.8');
    expect(problem).toBeNull();
    expect([...facts.mayEnd].sort()).toEqual(['case', 'match', 'print', 'type']);
  });

  it('may use the newest syntax when the notebook names no Python', () => {
    expect(analyzeText('s = t"{a}"\ntry: pass\nexcept A, B: pass', null).problem).toBeNull();
    expect(analyzeText('s = t"{a}"', '3.12').problem).not.toBeNull();
  });
});

describe('deep and long code', () => {
  const nested = (depth: number): string =>
    Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}if x:`).join('\n');

  it.each([
    ['200 brackets', `x = ${'('.repeat(200)}1${')'.repeat(200)}`],
    ['90 nested blocks', `${nested(90)}\n${' '.repeat(90)}y = 1`],
    ['5,000 times elif', `if x:\n  y = 1\n${'elif x:\n  y = 2\n'.repeat(5000)}`],
    ['a list of 20,000 names', `x = [${'y, '.repeat(20000)}]`]
  ])('%s are read', (_what, source) => {
    expect(analyzeText(source, null).problem).toBeNull();
  });

  it.each([
    ['a sum of 3,000 terms', `x = ${'1 + '.repeat(3000)}1`],
    ['5,000 nested lists', `x = ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['300 nested blocks', `${nested(300)}\n${' '.repeat(300)}y = 1`],
    ['5,000 nested blocks', `${nested(5000)}\n${' '.repeat(5000)}y = 1`],
    ['a chain of 3,000 calls', `x = f${'()'.repeat(3000)}`],
    ['5,000 nested lambdas', `x = ${'lambda: '.repeat(5000)}1`],
    ['5,000 times not', `x = ${'not '.repeat(5000)}1`]
  ])('%s are a clear syntax error', (_what, source) => {
    expect(analyzeText(source, null).problem?.message).toContain('nested too deeply');
  });

  it('survives finally blocks within finally blocks', () => {
    const lines: string[] = [];
    for (let level = 0; level < 12; level += 1) {
      lines.push(
        `${'  '.repeat(level)}for i in x:`,
        `${'  '.repeat(level)} try: f()`,
        `${'  '.repeat(level)} finally:`
      );
    }
    expect(analyzeText([...lines, `${'  '.repeat(12)}y = 1`].join('\n'), null).facts.mayEnd.has('y')).toBe(true);
  });
});

describe('cells without a statement', () => {
  it.each([
    ['nothing', ''],
    ['blanks', '  \n\n'],
    ['comments', '# one\n  # two'],
    ['magics', '%matplotlib inline\n!ls'],
    ['help', 'x?']
  ])('%s makes an empty step', (_what, source) => {
    const found = analyzed([[step('a'), source]]);
    expect(found.problems).toEqual([]);
    expect(stepOf(found, 'a')).toMatchObject({ inputs: [], outputs: [], results: [], definitions: [] });
  });
});

describe('definitions', () => {
  it('with one text in two parallel steps are no conflict, whatever the layout', () => {
    const found = analyzed([
      [step('a'), 'd = 1'],
      [step('b', 'a'), 'def f(x):\n    return x  # as it is\nb = d'],
      [step('c', 'a'), 'def f(x): return x\nc = d'],
      [step('e', 'b', 'c'), 'print(f(b + c))']
    ]);
    expect(found.problems).toEqual([]);
    expect(definitionsOf(found, 'e')).toBe('f');
  });

  it('of one module under one name in two parallel steps are no conflict; of two modules they are', () => {
    const parallel = (module: string): readonly string[] =>
      spoken(
        analyzed([
          [step('b'), 'import numpy as np\nb = np.ones(1)'],
          [step('c'), `import ${module} as np\nc = np.ones(1)`],
          [step('e', 'b', 'c'), 'print(np.sum(b + c))']
        ])
      );
    expect(parallel('numpy')).toEqual(['warning import-in-step c3:1:6']);
    expect(parallel('jax.numpy')).toEqual(['error conflict c3:1:6']);
  });

  it('of classes come along with values, from every step above, with their bases, imports and helpers', () => {
    const found = analyzed([
      [
        step('a'),
        'import abc\nclass Base(abc.ABC):\n    k = 1\nclass Model(Base):\n    def run(self): return scaled(self.k) * factor\ndef scaled(x): return x\nfactor = 2\nmodel = Model()\nother = 1'
      ],
      [step('b', 'a'), 'print(model.run())'],
      [step('c', 'b'), 'print(other)']
    ]);
    expect(found.problems).toEqual([]);
    expect(definitionsOf(found, 'b')).toBe('abc Base Model scaled');
    expect(inputsOf(found, 'b')).toBe('factor<a model<a');
    expect(definitionsOf(found, 'c')).toBe('abc Base Model scaled');
  });

  it('that need step data to be made, or stand in a branch, cross as values', () => {
    const found = analyzed([
      [
        step('a'),
        'registry = {}\ndef register(f):\n    registry[f.__name__] = f\n    return f\n@register\ndef g(): return limit\nlimit = 1'
      ],
      [step('b', 'a'), 'g()'],
      [step('c'), 'flag = 1\nif flag:\n    def h(): return flag'],
      [step('d', 'c'), 'h()']
    ]);
    expect(spoken(found)).toEqual(['warning definition-by-value c1:6:4', 'warning definition-by-value c3:3:8']);
    expect(inputsOf(found, 'b')).toContain('g<a limit<a');
    expect(inputsOf(found, 'd')).toBe('flag<c h<c');
  });

  it('bring their base classes and decorators when a third step uses them', () => {
    const found = analyzed([
      [step('a'), 'text = "x"\nclass Teller:\n    def tell(self): return text'],
      [step('b', 'a'), 'class Louder(Teller):\n    def tell(self): return super().tell().upper()'],
      [step('c', 'b'), 'print(Louder().tell())']
    ]);
    expect(definitionsOf(found, 'c')).toBe('Teller Louder');
    expect(inputsOf(found, 'c')).toBe('text<a');
  });

  it('are repeated in notebook order', () => {
    const found = analyzed([
      [step('a'), 'import math\ndef root(x): return math.sqrt(x)'],
      [step('b', 'a'), 'def twice(x): return root(x) * 2'],
      [step('c', 'b'), 'twice(3)']
    ]);
    expect(definitionsOf(found, 'c')).toBe('math root twice');
    expect(inputsOf(found, 'c')).toBe('');
  });

  it('in a cell with prompts have no text to repeat', () => {
    const found = analyzed([
      [step('a'), '>>> def f():\n...     return 1'],
      [step('b', 'a'), 'f()']
    ]);
    expect(spoken(found)).toEqual(['warning definition-by-value c1:1:4']);
  });
});

describe('values and names', () => {
  it('of a deleted name are missed below the step that deletes it, and only there', () => {
    const cells = (above: string) =>
      analyzed([
        [step('a'), 'x = 1'],
        [step('b', 'a'), 'print(x)\ndel x'],
        [step('c', above), 'print(x)']
      ]);
    expect(spoken(cells('b'))).toContain('error deleted c3:1:6');
    expect(cells('a').problems).toEqual([]);
  });

  it('bound under the guard of __main__ are bound', () => {
    const found = analyzed([
      [step('a'), 'if __name__ == "__main__":\n    x = 1'],
      [step('b', 'a'), 'print(x)']
    ]);
    expect(found.problems).toEqual([]);
    expect(inputsOf(found, 'b')).toBe('x<a');
  });

  it('that a function of the functions cell reads are those of the step that calls it, parameters included', () => {
    const found = analyzed([
      [['pipeline-parameters'], 'rate = 0.1'],
      [['functions'], 'def scaled(x): return inner(x)\ndef inner(x): return x * rate + shift'],
      [step('a'), 'shift = 1'],
      [step('b', 'a'), 'y = scaled(3)'],
      [step('c', 'b'), 'shift = 2\nz = scaled(y)']
    ]);
    expect(found.problems).toEqual([]);
    expect([inputsOf(found, 'b'), inputsOf(found, 'c')]).toEqual(['shift<a', 'y<b']);
    expect(['a', 'b', 'c'].map(name => stepOf(found, name).parameters)).toEqual([[], ['rate'], ['rate']]);
  });

  it('of the prologue that a step changes go on from that step', () => {
    const found = analyzed([
      [['functions'], 'log = []\ndef note(x): log.append(x)'],
      [step('a'), 'note(1)'],
      [step('b', 'a'), 'print(log)'],
      [step('c'), 'print(log)']
    ]);
    expect([inputsOf(found, 'b'), inputsOf(found, 'c')]).toEqual(['log<a', '']);
    expect(spoken(found)).toEqual(['warning notebook-order c4:1:6']);
  });

  it('in annotations are read, unless a cell before has put annotations off', () => {
    const hints = (first: string): readonly string[] =>
      spoken(
        analyzed([
          [step('a'), `${first}\ny = 1`],
          [step('b', 'a'), 'def f(x: Missing) -> int: return y\nf(1)']
        ])
      );
    expect(hints('import math')).toEqual(['error undefined c2:1:9']);
    expect(hints('from __future__ import annotations')).toEqual([]);
  });

  it('named in a query are inputs', () => {
    const found = analyzed([
      [step('a'), 'import pandas as pd\ndf = pd.DataFrame()\nlimit = 1'],
      [step('b', 'a'), 'y = df.query("a > @limit")']
    ]);
    expect(inputsOf(found, 'b')).toBe('df<a limit<a');
    expect(spoken(found)).toEqual(['warning dynamic c2:1:4']);
  });

  it.each([
    ['a parameter that the function changes', 'clean(df)', 'def clean(d): d.dropna(inplace=True)'],
    ['a parameter that an inner function changes', 'clean(df)', 'def clean(d): inner(d)\ndef inner(e): e["x"] = 1'],
    ['a default', 'def clean(d=df): d["x"] = 1\nclean()', ''],
    ['map', 'list(map(clean, [df]))', 'def clean(d): d["x"] = 1'],
    ['map with a lambda', 'list(map(lambda d: d.update(x=1), [df]))', ''],
    ['an output argument', 'np.multiply(df, 2, out=df)', 'import numpy as np'],
    ['a decorator that calls', '@clean\ndef act(): df["x"] = 1', 'def clean(f): f()'],
    ['a bound method', 'add = df.update\nadd(x=1)', ''],
    ['a global statement', 'clean()', 'def clean():\n    global df\n    df = 1'],
    ['an alias', 'other = df\nother["x"] = 1', ''],
    ['a part', 'df["a"]["x"] = 1', ''],
    ['a loop variable', 'for row in df: row["x"] = 1', ''],
    ['a container', 'box = {"it": df}\nbox["it"].update(x=1)', ''],
    ['an unknown function', 'unknown(df)', 'from m import unknown'],
    ['augmented assignment', 'df += [1]', ''],
    ['a star argument', 'clean(*[df])', 'def clean(*d): d[0]["x"] = 1']
  ])('changed through %s are handed on by the step that changes them', (_what, source, functions) => {
    const found = analyzed([
      [['functions'], functions],
      [step('a'), 'df = {}'],
      [step('b', 'a'), source],
      [step('c', 'b'), 'print(df)']
    ]);
    expect(inputsOf(found, 'c')).toBe('df<b');
  });

  it.each([
    ['a function that only looks', 'look(df)', 'def look(d): print(d.head(), len(d))'],
    ['a library', 'np.sum(df)', 'import numpy as np'],
    ['fit of somebody else', 'model.fit(df)', 'model = Model()\nclass Model: pass'],
    ['a copy', 'other = df.copy()\nother["x"] = 1', ''],
    ['a formatted text', 'print(f"{df}")', '']
  ])('read through %s stay those of the step that made them', (_what, source, functions) => {
    const found = analyzed([
      [['functions'], functions],
      [step('a'), 'df = {}'],
      [step('b', 'a'), source],
      [step('c', 'b'), 'print(df)']
    ]);
    expect(inputsOf(found, 'c')).toBe('df<a');
  });
});

describe('the cache', () => {
  it('gives the same answer as a fresh one, after edits of any cell', () => {
    const cells = [
      [['imports'], 'import math'],
      [['functions'], 'def f(x): return math.sqrt(x) + shift'],
      [step('a'), 'shift = 1\nx = 2'],
      [step('b', 'a'), 'y = f(x)'],
      [step('c', 'b'), 'print(y, x)']
    ] as const;
    const cache = new AnalysisCache();
    for (let edited = 0; edited < cells.length; edited += 1) {
      const changed = cells.map(
        ([tags, source], index) => [tags, index === edited ? `${source}\nx = y = 5` : source] as const
      );
      expect(analyzed(changed, cache)).toEqual(analyzed(changed));
      expect(analyzed(cells, cache)).toEqual(analyzed(cells));
    }
  });
});
