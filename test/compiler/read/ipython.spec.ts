/** What each piece of IPython syntax becomes: the names that analysis must see, on the line where they stand. */
import fc from 'fast-check';
import { localCode, toPython } from '../../../compiler/1-read/ipython.js';

describe('IPython syntax becomes Python that reads and binds the same names', () => {
  it.each([
    ['a line magic', '%matplotlib inline\nx = y', 'get_ipython().run_line_magic("matplotlib", "inline")\nx = y'],
    [
      'a shell line with variables',
      '!cp {src} $dst/',
      'get_ipython().system("cp {src} $dst/" % (src, (get_ipython() and dst),))'
    ],
    ['a captured shell line', 'files = !ls {folder}', 'files = get_ipython().getoutput("ls {folder}" % (folder,))'],
    ['a captured magic', 'a, b = %magic x', 'a, b = get_ipython().run_line_magic("magic", "x")'],
    ['a captured command in a target', 'd["k"] = !ls', 'd["k"] = get_ipython().getoutput("ls")'],
    ['a kept measurement', 't = %timeit -o f(x)', 't = get_ipython().run_line_magic("timeit", "-o f(x)" % (f, x,))'],
    ['%time with a value', 'x = %time f(y)', 'x = f(y)'],
    ['%time with a statement', '%time y = f(x)\nprint(y)', 'y = f(x)\nprint(y)'],
    ['%prun with options', '%prun -l 5 -s time y = f(x)', 'y = f(x)'],
    ['%time around a shell line', '%time !ls {a}', 'get_ipython().system("ls {a}" % (a,))'],
    ['%timeit with an expression', '%timeit -n 10 -r3 f(x)', 'f(x)'],
    ['%timeit with a statement', '%timeit y = f(x)', `def ${localCode}(): y = f(x)`],
    [
      '%timeit with a loop',
      '%timeit for i in r: f(i)',
      'get_ipython().run_line_magic("timeit", "for i in r: f(i)" % (r, f,))'
    ],
    [
      '%timeit with a variable for the result',
      '%timeit -v t f(x)',
      't = get_ipython().run_line_magic("timeit", "-v t f(x)" % (f, x,))'
    ],
    ['%lprun', '%lprun -f g g(x)', 'g; g(x)'],
    ['%%time', '%%time\ny = f(x)', '\ny = f(x)'],
    ['%%time below blank lines', '\n%%time\ny = 1', '\n\ny = 1'],
    ['%%timeit', '%%timeit\nz = f(x)', `def ${localCode}():\n z = f(x)`],
    ['%%timeit with a setup', '%%timeit -n 10 k = m\nk.f()', `def ${localCode}(k=None, _=(m,)):\n k.f()`],
    ['%%timeit with nothing', '%%timeit\n# nothing', `def ${localCode}(): pass\n# nothing`],
    ['%%timeit around blocks', '%%timeit\nif a:\n  """x\ny"""\n', `def ${localCode}():\n if a:\n   """x\ny"""\n`],
    ['%%capture', '%%capture c\ny = 1', 'c = get_ipython().run_cell_magic("capture", "c", "")\ny = 1'],
    ['%%capture without a name', '%%capture --no-stderr\ny = 1', '\ny = 1'],
    [
      '%%capture in %%time',
      '%%time\n%%capture c\n!ls',
      '\nc = get_ipython().run_cell_magic("capture", "c", "")\nget_ipython().system("ls")'
    ],
    ['help', 'df?\n?np\nnp.load??', '\n\n'],
    ['help in a block', 'if a:\n    b?', 'if a:\n    pass'],
    ['a magic in a block', 'for i in r:\n    !echo {i}', 'for i in r:\n    get_ipython().system("echo {i}" % (i,))'],
    ['a continued shell line', '!echo a \\\n  {b}\nx = 1', 'get_ipython().system("echo a    {b}" % (b,))\n\nx = 1'],
    ['%store', '%store x y', 'get_ipython().run_line_magic("store", "x y" % (x, y,))'],
    ['%store -r', '%store -r x', 'x = get_ipython().run_line_magic("store", "-r x")'],
    ['%xdel', '%xdel x', 'del x'],
    ['%R', '%R -i a -o b b <- a', 'b = get_ipython().run_line_magic("R", "-i a -o b b <- a" % (a,))'],
    ['a call by slash', '/f a b', 'f(a, b)'],
    ['a call by comma', ',f a b', 'f("a", "b")'],
    ['a call by semicolon', ';f a b', 'f("a b")'],
    ['a magic without its sign', 'pip install x', 'get_ipython().run_line_magic("pip", "install x")'],
    ['a path without its sign', 'cd ../data', 'get_ipython().run_line_magic("cd", "../data")'],
    ['Python prompts', '>>> x = 1\n>>> def f():\n...     return x', 'x = 1\ndef f():\n    return x'],
    ['IPython prompts', 'In [3]: x = 1\n   ...: y = x', 'x = 1\ny = x'],
    ['a cell indented as a whole', '  x = 1\n\n  if x:\n    y = 2', 'x = 1\n\nif x:\n  y = 2']
  ])('%s', (_, source, python) => {
    expect(toPython(source)).toMatchObject({ python, foreign: false });
  });

  it.each([
    [
      '%%bash',
      '%%bash\necho $HOME {x}\nfoo = 1',
      'get_ipython().run_cell_magic("bash", "", "echo $HOME {x}\\nfoo = 1")\n\n'
    ],
    [
      '%%bash that keeps its output',
      '%%bash --out a --err b\nls',
      'a, b = get_ipython().run_cell_magic("bash", "--out a --err b", "ls")\n'
    ],
    [
      '%%writefile',
      '%%writefile {name}.py\nx = y',
      'get_ipython().run_cell_magic("writefile", "{name}.py", "x = y" % (name,))\n'
    ],
    ['%%!', '%%!\nls {q}', 'get_ipython().run_cell_magic("!", "", "ls {q}" % (q,))\n'],
    ['%%sql', '%%sql r << SELECT 1\nFROM t', 'r = get_ipython().run_cell_magic("sql", "r << SELECT 1", "FROM t")\n'],
    ['%%bigquery', '%%bigquery df\nSELECT 1', 'df = get_ipython().run_cell_magic("bigquery", "df", "SELECT 1")\n'],
    ['an unknown cell magic', '%%sparkle\nx = 1', 'get_ipython().run_cell_magic("sparkle", "", "x = 1")\n']
  ])('%s has a body in another language', (_, source, python) => {
    expect(toPython(source)).toMatchObject({ python, foreign: true });
  });

  it.each([
    ['braces of awk', "!awk '{print $1}' {file}"],
    ['empty braces', '!find . -exec rm {} \\;'],
    ['escaped braces and dollars', '!echo {{x}} $$y'],
    ['a dollar in single quotes', "!echo '$x'"],
    ['an open brace', '!echo {x'],
    ['the name of an attribute', '!echo {"a".join(["b"])}'],
    ['a local name', '!echo {[i for i in (1, 2)]} {(lambda k: k)(1)}']
  ])('%s names no variable', (_, source) => {
    expect(toPython(source).python).not.toContain(' % (');
  });

  it('names that may be shell variables or brace lists are read only if they exist', () => {
    const { python, notes } = toPython('!mkdir {train,test} $HOME {base}');
    expect(python).toMatch(
      /% \(base, \(get_ipython\(\) and train\), \(get_ipython\(\) and test\), \(get_ipython\(\) and HOME\),\)\)$/
    );
    expect(notes[0]?.maybeReads).toEqual(['train', 'test', 'HOME']);
  });

  it.each([
    ['an operator on a continued line', 'x = (a\n % b)'],
    ['text of a long string', 's = """\n%not\n!nor\nx?\n>>> y\n"""'],
    ['a long string in an f-string', 'f\'{f"{a}" + "%"}\'\n'],
    ['the format of an f-string', "f'{x:\"^10}'\ny = '!'"],
    ['a comment', "# it's (\n# %no"],
    ['a trailing semicolon', 'plt.plot(x);'],
    ['an await at the top level', 'r = await fetch(u)'],
    ['an ellipsis', 'x = [\n...,\n]\n...'],
    ['a name that is a magic too', 'history'],
    ['a call that looks like a magic', 'time (x)\n'],
    ['a word with an operator', 'ls - x'],
    ['Windows line ends', 'x = 1\r\ny = """\r\n%a"""\r\n']
  ])('%s is left alone', (_, source) => {
    expect(toPython(source)).toEqual({ python: source, notes: [], foreign: false });
  });
});

describe('IPython syntax is noted with its place and kind', () => {
  it.each([
    ['%pip install a', 'install', 'pip'],
    ['!pip install -q a', 'install', '!'],
    ['!{sys.executable} -m pip install a', 'install', '!'],
    ['!apt-get -y install a', 'install', '!'],
    ['%conda install a', 'install', 'conda'],
    ['%time !pip install a', 'install', '!'],
    ['!pip list', 'shell', '!'],
    ['%env A=1', 'environment', 'env'],
    ['%env A', 'magic', 'env'],
    ['%cd ..', 'environment', 'cd'],
    ['%run a.py', 'run-file', 'run'],
    ['%load a.py', 'run-file', 'load'],
    ['%pylab', 'run-file', 'pylab'],
    ['%store -r', 'run-file', 'store'],
    ['%debug', 'debug', 'debug'],
    ['%%debug\nx = 1', 'debug', 'debug'],
    ['%recall 3', 'history', 'recall'],
    ['%reset -f', 'reset', 'reset'],
    ['?x', 'help', '?'],
    ['/f x', 'auto-call', 'f'],
    ['%%time\nx = 1', 'cell-magic', 'time'],
    ['%%html\n<b>', 'cell-magic', 'html'],
    ['%%sparkle\nx = 1', 'unknown-cell-magic', 'sparkle'],
    ['x = 1\n%%time\ny = 2', 'late-cell-magic', 'time'],
    ['%anything at all', 'magic', 'anything']
  ])('%s is %s', (source, kind, name) => {
    expect(toPython(source).notes[0]).toMatchObject({ kind, name });
  });

  it('at the line and column of the cell as it was written', () => {
    const { notes } = toPython('    x = 1\n    if x:\n        y = !ls \\\n          -l\n    ?z');
    expect(notes).toMatchObject([
      { kind: 'shell', line: 3, column: 12, endLine: 4, endColumn: 12, text: '!ls \\\n      -l' },
      { kind: 'help', line: 5, column: 4, endLine: 5, endColumn: 6, text: '?z' }
    ]);
  });
});

describe('whatever the text', () => {
  const lineCount = (text: string): number => text.split(/\r\n|\r|\n/).length;
  const oddity = fc.constantFrom(
    ...[
      '%',
      '%%',
      '!',
      '?',
      '/',
      ';',
      ',',
      '"""',
      "'",
      'f"{',
      '{',
      '}',
      '(',
      ')',
      '\\',
      '\n',
      '\r\n',
      '\r',
      ' ',
      '\t',
      '#',
      '=',
      'x',
      '$y'
    ],
    ...[
      '>>> ',
      '... ',
      'In [1]: ',
      '%%time',
      '%timeit ',
      '%time ',
      'for i in x:',
      'if a: ',
      '\u2028',
      '\u00a0',
      'é',
      '🙂',
      'pip install'
    ]
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(oddity, { maxLength: 40 }).map(parts => parts.join(''))
  );

  it('the pass never throws and keeps the number of lines', () => {
    fc.assert(
      fc.property(text, source => {
        expect(lineCount(toPython(source).python)).toBe(lineCount(source));
      }),
      { numRuns: 3000 }
    );
  });

  it('plain Python is left alone', () => {
    const statement = fc.constantFrom(
      ...[
        'x = 1',
        'x = a % b',
        'print("%s?" % x)',
        'if a:\n    b = 1',
        'def f(x=1):\n    """doc\n%s\n"""',
        'y = [\n  1\n% 2]'
      ],
      ...[
        'f"{x!r:{w}}"',
        "s = '''\n!ls\n'''",
        '# comment?',
        'x = a \\\n  / b',
        'x != 1',
        'z: int = 2',
        'lambda k=1: k',
        ''
      ]
    );
    fc.assert(
      fc.property(fc.array(statement), statements => {
        const source = statements.join('\n');
        expect(toPython(source)).toEqual({ python: source, notes: [], foreign: false });
      })
    );
  });

  it('two cells with different commands never become the same Python', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        fc.pre(left.trim() !== right.trim() && !/[\\?\r\n]\s*$/.test(left) && !/[\\?\r\n]\s*$/.test(right));
        expect(toPython(`!a ${left}b`).python).not.toBe(toPython(`!a ${right}b`).python);
      })
    );
  });

  it('a magic nested in itself ten thousand times ends', () => {
    const deep = '%time '.repeat(10_000);
    expect(toPython(`${deep}x = 1`).notes.length).toBeGreaterThan(0);
    expect(toPython('%%time\n'.repeat(5_000)).notes).toHaveLength(5_000);
  });
});
