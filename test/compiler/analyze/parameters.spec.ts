/** Cells tagged pipeline-parameters and pipeline-metrics: what they declare, and what they may not hold. */
import fc from 'fast-check';
import { readMetrics } from '../../../compiler/2-analyze/metrics.js';
import { readParameters } from '../../../compiler/2-analyze/parameters.js';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import { DiagnosticSink } from '../../../compiler/diagnostics/sink.js';

const cellsOf = (sources: readonly string[]): readonly { id: string; position: number; source: string }[] =>
  sources.map((source, position) => ({ id: `cell-${position}`, position, source }));

const order = new Map([
  ['cell-0', 0],
  ['cell-1', 1]
]);

function parametersOf(...sources: readonly string[]): {
  readonly parameters: ReturnType<typeof readParameters>;
  readonly problems: readonly Diagnostic[];
} {
  const sink = new DiagnosticSink();
  return { parameters: readParameters(cellsOf(sources), null, sink), problems: sink.sorted(order) };
}

function metricsOf(...sources: readonly string[]): {
  readonly metrics: ReturnType<typeof readMetrics>;
  readonly problems: readonly Diagnostic[];
} {
  const sink = new DiagnosticSink();
  return { metrics: readMetrics(cellsOf(sources), null, sink), problems: sink.sorted(order) };
}

describe('a parameter', () => {
  it.each([
    ['a whole number', 'n = 5', 'int', '5'],
    ['a negative number', 'n = -5', 'int', '-5'],
    ['a fraction', 'rate = 1e-3', 'float', '0.001'],
    ['a text', "name = 'a' 'b'", 'str', '"ab"'],
    ['a text with everything in it', 'name = "\'{{x}}\' \\"\\n🙂"', 'str', '"\'{{x}}\' \\"\\n🙂"'],
    ['a truth value', 'quick = True', 'bool', 'True'],
    ['nothing', 'limit = None', 'none', 'None'],
    ['a list', 'sizes = [\n  1,\n  2,  # two\n]', 'list', '[1, 2]'],
    ['a dict', "options = {'a': {'b': []}}", 'dict', '{"a": {"b": []}}'],
    ['annotated', 'lr: float = 0.1', 'float', '0.1'],
    ['annotated as a float and written as an int', 'lr: float = 1', 'float', '1.0'],
    ['annotated as something else', 'n: "int" = 1', 'int', '1'],
    ['followed by a comment', 'n = 5  # not 6', 'int', '5'],
    ['in capitals', 'N_TREES = 5', 'int', '5'],
    ['in parentheses', 'n = (\n 5)', 'int', '5'],
    ['ended with a semicolon', 'n = 5;', 'int', '5']
  ])('may be %s', (_, source, type, literal) => {
    const { parameters, problems } = parametersOf(source);
    expect(problems).toEqual([]);
    expect(parameters).toMatchObject([{ type, literal, cell: 'cell-0', line: 1 }]);
  });

  it('is declared by the last of its assignments', () => {
    const { parameters, problems } = parametersOf('a = 1\nb = 2\na = 3', "b = 'x'");
    expect(problems).toEqual([]);
    expect(parameters).toEqual([
      { name: 'a', type: 'int', literal: '3', value: 3, cell: 'cell-0', line: 3 },
      { name: 'b', type: 'str', literal: '"x"', value: 'x', cell: 'cell-1', line: 1 }
    ]);
  });

  it('may be missing: a cell of comments and blank lines declares none', () => {
    expect(parametersOf('# nothing\n\n', '')).toEqual({ parameters: [], problems: [] });
  });

  it.each([
    ['a tuple', 'x = (1, 2)', [1, 4, 1, 10], 'The value of the parameter x is a tuple.'],
    ['a computed value', 'x = 1\ny = 1 / 3', [2, 4, 2, 9], 'The value of the parameter y must be computed.'],
    ['a computed part', 'x = [1, y]', [1, 8, 1, 9], 'A part of the parameter x is a variable, y.'],
    [
      'a large int',
      'x = 9007199254740993',
      [1, 4, 1, 20],
      'The value of the parameter x is an int beyond 2**53, which other programs would round.'
    ],
    ['an f-string', "x = f'{y}'", [1, 4, 1, 10], 'The value of the parameter x is an f-string.'],
    ['two names', 'a, b = 1, 2', [1, 0, 1, 11], 'A parameter is one name with one value.'],
    ['a chain', 'a = b = 1', [1, 0, 1, 9], 'A parameter is one name with one value.'],
    ['an attribute', 'a.b = 1', [1, 0, 1, 7], 'A parameter is one name with one value.'],
    ['a name without a value', 'a: int', [1, 0, 1, 6], 'This parameter has no value.'],
    ['an import', 'import os', [1, 0, 1, 9], 'An import is no parameter.'],
    ['a function', 'def f(): pass', [1, 0, 1, 13], 'A definition is no parameter.'],
    ['a docstring', '"""The parameters."""', [1, 0, 1, 21], 'A text alone is no parameter.'],
    ['a change', 'a += 1', [1, 0, 1, 6], 'A parameters cell holds assignments of plain values, nothing else.'],
    ['a condition', 'if a: b = 1', [1, 0, 1, 11], 'A parameters cell holds assignments of plain values, nothing else.'],
    ['a magic', 'x = 1\n  \n!ls', [3, 0, 3, 3], 'A magic is no parameter.'],
    ['a captured command', 'x = !ls', [1, 4, 1, 7], 'A magic is no parameter.']
  ])('may not be %s', (_, source, [line, column, endLine, endColumn], message) => {
    const { problems } = parametersOf(source);
    expect(problems).toMatchObject([
      {
        code: 'invalid-parameter',
        severity: 'error',
        cell: 'cell-0',
        span: { line, column, endLine, endColumn },
        message
      }
    ]);
    expect(problems[0]?.hint).toMatch(/\.$/);
  });

  it('whose value is refused keeps its name, so that its readers are not blamed too', () => {
    expect(parametersOf('x = y\nz = 1\nz = y').parameters).toMatchObject([
      { name: 'x', literal: 'None' },
      { name: 'z', literal: '1' }
    ]);
  });

  it('with mistakes hides no other: all are reported, in every cell', () => {
    const { parameters, problems } = parametersOf('a = (1,)\nb = 2\nimport c', 'd = (\n');
    expect(problems.map(({ code, cell, span }) => [code, cell, span?.line])).toEqual([
      ['invalid-parameter', 'cell-0', 1],
      ['invalid-parameter', 'cell-0', 3],
      ['syntax', 'cell-1', expect.any(Number)]
    ]);
    expect(parameters.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('a metric', () => {
  it('is the variable of a print, with dashes for underscores', () => {
    const { metrics, problems } = metricsOf(
      '# quality\nprint(val_loss)  # lower is better\n\nprint( Accuracy )',
      'print(f1_score_)'
    );
    expect(problems).toEqual([]);
    expect(metrics).toEqual([
      { name: 'val-loss', variable: 'val_loss', cell: 'cell-0', line: 2 },
      { name: 'Accuracy', variable: 'Accuracy', cell: 'cell-0', line: 4 },
      { name: 'f1-score-', variable: 'f1_score_', cell: 'cell-1', line: 1 }
    ]);
  });

  it('printed twice is reported once', () => {
    expect(metricsOf('print(a)\nprint(a)').metrics).toHaveLength(1);
  });

  it.each([
    ['several names in one print', 'print(a, b)', [1, 0, 1, 11], 'One print reports one metric.'],
    ['an expression', 'print(a)\nprint(round(b, 2))', [2, 6, 2, 17], 'A metric is a variable, not an expression.'],
    ['a label', "print('loss', a)", [1, 6, 1, 12], 'A metric is a variable, not an expression.'],
    ['an attribute', 'print(a.b)', [1, 6, 1, 9], 'A metric is a variable, not an expression.'],
    ['an option of print', "print(a, end='')", [1, 9, 1, 15], 'A metric is a variable, not an expression.'],
    ['a star', 'print(*a)', [1, 6, 1, 8], 'A metric is a variable, not an expression.'],
    ['nothing', 'print()', [1, 0, 1, 7], 'This print names no variable.'],
    ['a bare name', 'accuracy', [1, 0, 1, 8], 'A metrics cell holds lines print(<variable>), nothing else.'],
    ['an assignment', 'x = 1', [1, 0, 1, 5], 'A metrics cell holds lines print(<variable>), nothing else.'],
    ['another call', 'display(a)', [1, 0, 1, 10], 'A metrics cell holds lines print(<variable>), nothing else.'],
    ['a magic', '%time print(a)', [1, 0, 1, 14], 'A magic is no metric.']
  ])('may not be %s', (_, source, [line, column, endLine, endColumn], message) => {
    const { problems } = metricsOf(source);
    expect(problems).toMatchObject([
      { code: 'invalid-metric', severity: 'error', cell: 'cell-0', span: { line, column, endLine, endColumn }, message }
    ]);
    expect(problems[0]?.hint).toMatch(/\.$/);
  });

  it('with mistakes hides no other', () => {
    const { metrics, problems } = metricsOf('print(a, b)\nprint(c)\nd', 'print(');
    expect(problems.map(({ code }) => code)).toEqual(['invalid-metric', 'invalid-metric', 'syntax']);
    expect(metrics.map(({ variable }) => variable)).toEqual(['c']);
  });
});

describe('whatever stands in such a cell', () => {
  it('nothing throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        parametersOf(text, `x = ${text}`);
        metricsOf(text, `print(${text})`);
      })
    );
  });
});
