/** IPython's own transformer decides which lines are IPython; our pass must agree, and must leave real Python alone. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPython } from '../../../compiler/1-read/ipython.js';

interface Opinion {
  readonly lines: readonly number[];
  readonly magic: boolean;
  readonly parses: boolean;
  readonly ours: boolean;
}

const python = '.venv/bin/python';

const written: readonly string[] = [
  '%matplotlib inline\nx = 1',
  '!ls',
  '!!ls -l',
  '!cp {src} $dst',
  'files = !ls {folder}\nn = len(files)',
  'a, b = !echo 1',
  'd["k"] = !ls',
  'd[f(a=1)] = !ls',
  'x = %pwd',
  'x = % pwd',
  'x=%pwd',
  'x: str = !ls',
  't = %timeit -o f(x)',
  '%time y = f(x)\nprint(y)',
  'df?\n?np\nnp.load??',
  '??x',
  '?',
  'x.y[0].z?',
  'x[-1]?',
  'np.*load*?',
  '%timeit?',
  '%%timeit?',
  'x?  # no help',
  'f(x)?',
  'x ?',
  'x? ',
  'x = y?',
  '!ls *.py?',
  '!echo "what?"',
  'x = (a\n % b)',
  'x = a \\\n % b',
  'x = [\n%a\n]',
  's = """\n%not\n!nor\nx?\n"""',
  "s = f'''\n%not {x}\n!nor\n'''",
  "s = '''a\n''' % b\n%now",
  's = "a\\\n%b"\n%c',
  'f"{x!r:>{width}}"\n%ls',
  "f'{x:\"^10}'\n%ls",
  'f"{{"\n%ls',
  "rf'\\d{x}'\n%ls",
  'f"\\N{DASH}{x}"\n!ls',
  'b"{"\n!ls',
  'x = "#"  # "\n!ls',
  "# it's a comment\n%ls",
  '# (\n%ls',
  'x = 5 # comment with \\\n%ls',
  'if a:\n    %cd {p}\n    b?\n    !ls\nelse:\n    x = !ls',
  'for i in r:\n    !echo {i} {k}\n',
  'def f():\n    files = !ls\n    return files',
  'class A:\n    def f(self):\n        %time x = 1\n        return x',
  'with a:\n\t!ls\n',
  '!echo a \\\n  {b}\nx = 1',
  '%run a.py \\\n  b \\\n  c\nx = 1',
  'x = !echo a \\\n  b\ny = 1',
  '%time (1 +\\\n 2)',
  '!echo "(["\nx = 1',
  "!echo it's\nx = 1",
  '%%time\ny = f(x)',
  '\n\n%%time\ny = 1',
  '  %%time\n  y = 1',
  '%%bash --out v\nls',
  '%%capture c\n%%time\nx = 1',
  '%%html\n<b>?</b>',
  'x = 1\n%%time\ny = 2',
  '%%time',
  '%%',
  '/f a b',
  ',f a b',
  ';f a b',
  ',f',
  '/',
  ';',
  'x = 1;\n;f a',
  '>>> x = 1\n>>> y = 2',
  '>>> def f():\n...     return 1\n>>> f()',
  '>>> %time x = 1\n>>> !ls',
  '    >>> x = 1\n    >>> y = 2',
  '"""\n>>> x\n"""\ny = 1',
  'def f():\n    """\n    >>> x\n    ... y\n    """\n%ls',
  'In [1]: x = 1\n   ...: y = 2',
  'In [12]: def f():\n    ...:     return 1\n    ...: !ls',
  '  x = 1\n  y = 2\n  %ls',
  '    if a:\n        b\n    c',
  '\tx = 1\n\ty = 2',
  '  # only a comment',
  '',
  '\n\n',
  '# nothing',
  'pass',
  'x = y = z == 1',
  'x != 1',
  'x %= 2',
  'x = 7 % 2',
  'print("100%")',
  'x = lambda a=1: a',
  'f(a=b)',
  'x = {"a": 1}\n%ls',
  'x = "unfinished',
  'x = (1,\n',
  '"""open',
  'x = 1 if a else 2\n!ls',
  'await f()\n!ls',
  'async with a as b:\n    %ls',
  'match x:\n    case 1:\n        !ls',
  '@decorator\ndef f(): pass\n%ls',
  '%ls\n\n\n%ls\n\n',
  'x = 1\n\n   \n%ls',
  '%ls # comment',
  '%store -r a b',
  '%env A=1',
  '%config InlineBackend.rc = {"a": (1, 2)}',
  "!awk '{print $1}' f",
  '!find . -name "*.py" -exec rm {} \\;',
  '!mkdir -p {train,test}',
  'x = """a""" % b',
  'x = f"{a[\'b\']}" + f\'{c["d"]}\'\n%ls',
  "print('''it's''')\n!ls",
  "x = r'\\\\'\n%ls",
  'x = u"a"; y = B"b"; z = Rb"c"\n%ls',
  'naïve = !ls',
  'é?',
  'x1.y2?',
  '1?',
  '%time\n%prun f()\n%lprun -f g g()\n%memit a = 1'
];

const around: readonly (readonly [string, (body: string) => string])[] = [
  ['alone', body => body],
  ['after a bracket over two lines', body => `a = (1,\n  2)\n${body}`],
  ['after a long string', body => `a = """\n  '\n"""\n${body}`],
  ['before code', body => `${body}\nb = [x for x in y]`],
  ['in a block', body => `if a:\n    ${body.replaceAll('\n', '\n    ')}\n    c = 1\nd = 2`],
  ['in a function', body => `def f(a, b=1):\n  """doc"""\n  ${body.replaceAll('\n', '\n  ')}\n`]
];

const pieces: readonly string[] = [
  '%magic a b',
  '!shell {a} | grep "b"',
  'x = !shell $a',
  'x, y = %magic a',
  'name?',
  'name.attribute??',
  '?name',
  '%time x = f(a)',
  '%timeit -n 1 f(a)',
  '!long \\\n   command',
  'x = a % b',
  'x = a \\\n  % b',
  '/f a b',
  'print("%s" % a, end="?")'
];

const generated = around.flatMap(([, wrap]) => pieces.map(wrap));
const cells = [...written, ...generated];
const results = cells.map(cell => toPython(cell));
const opinions = JSON.parse(
  execFileSync(python, ['test/compiler/read/ipython_oracle.py'], {
    input: JSON.stringify(cells.map((cell, index) => ({ cell, python: results[index]?.python }))),
    maxBuffer: 1 << 26
  }).toString()
) as readonly Opinion[];

describe('the IPython pass and IPython itself', () => {
  it('are compared on at least 150 cells', () => {
    expect(cells.length).toBeGreaterThanOrEqual(150);
    expect(opinions).toHaveLength(cells.length);
  });

  it.each(cells.map((cell, index) => [JSON.stringify(cell), index] as const))('agree on %s', (_, index) => {
    const { notes, python } = results[index] ?? { notes: [], python: '' };
    const { lines, magic, parses, ours } = opinions[index] ?? { lines: [], magic: false, parses: false, ours: false };
    const shown = magic ? notes.slice(0, 1) : notes;
    const noted = new Set(
      shown.flatMap(({ line, endLine }) => Array.from({ length: endLine - line + 1 }, (_, at) => line + at))
    );
    expect([...noted].sort((left, right) => left - right)).toEqual(lines);
    expect(shown.some(({ kind }) => kind === 'cell-magic' || kind === 'unknown-cell-magic')).toBe(magic);
    expect(python.split('\n')).toHaveLength(cells[index]?.split('\n').length ?? 0);
    expect(ours || !parses).toBe(true);
  });
});

describe('the standard library of Python', () => {
  it('is left as it is', () => {
    const folder = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'])
      .toString()
      .trim();
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      file => file.endsWith('.py') && !file.includes('site-packages')
    );
    const changed = files.filter(file => {
      const text = readFileSync(join(folder, file), 'utf8');
      const { python, notes, foreign } = toPython(text);
      return python !== text || notes.length > 0 || foreign;
    });
    expect(files.length).toBeGreaterThan(500);
    expect(changed).toEqual([]);
  });
});
