/** The small parts of the command line, each as a table. */
import fc from 'fast-check';
import { didYouMean } from '../../cli/command-line/nearest.js';
import { parseWords } from '../../cli/command-line/options.js';
import { notebookPage } from '../../cli/html/notebook-page.js';
import { parseFailCondition } from '../../cli/run/fail-condition.js';
import { shellLine } from '../../cli/run/shell-words.js';
import { stepErrorLines } from '../../cli/run/step-error.js';
import { bytesText, numberText, secondsText } from '../../protocol/quantities.js';
import { styleFor } from '../../cli/terminal/style.js';
import { tableLines } from '../../cli/terminal/table.js';
import type { Terminal } from '../../cli/terminal/terminal.js';
import { wrapText } from '../../cli/terminal/wrap-text.js';
import { displayWidth } from '../../compiler/diagnostics/display-width.js';
import { planOf } from '../compiler/emit/plans.js';

describe('sizes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [12_345, '12.3 kB'],
    [999_600, '1.00 MB'],
    [5e9, '5.00 GB'],
    [123e12, '123 TB']
  ])('%i bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
});

describe('durations', () => {
  test.each([
    [0, '0 ms'],
    [0.0124, '12 ms'],
    [0.9996, '1.0 s'],
    [3.14159, '3.1 s'],
    [59.96, '1 m'],
    [65, '1 m 05 s'],
    [300, '5 m'],
    [7380, '2 h 03 m']
  ])('%d seconds are %s', (seconds, text) => expect(secondsText(seconds)).toBe(text));
});

describe('numbers', () => {
  test.each([
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.333333'],
    [1e-9, '1e-9'],
    [12345678, '12345700']
  ])('%d is shown as %s', (value, text) => expect(numberText(value)).toBe(text));
});

describe('a word that is not known', () => {
  const words = ['check', 'run', 'runs', 'restore', 'explain'];
  test.each([
    ['chekc', words, 'Did you mean check?'],
    ['Check', words, 'Did you mean check?'],
    ['rn', words, 'Did you mean run?'],
    ['banana', words, 'There is: check, run, runs, restore, explain.'],
    ['banana', [], '']
  ])('%s among %j', (typed, known, expected) => expect(didYouMean(typed, known)).toBe(expected));
});

describe('options', () => {
  const table = {
    json: { kind: 'flag', help: '' },
    param: { kind: 'list', short: 'p', value: 'X', help: '' },
    jobs: { kind: 'count', value: 'N', help: '' },
    format: { kind: 'choice', choices: ['text', 'svg'], help: '' }
  } as const;
  test.each([
    ['nothing', [], { json: false, param: [], jobs: null, format: null }, []],
    [
      'a repeated one',
      ['-p', 'a=-1', '--param=b=2'],
      { json: false, param: ['a=-1', 'b=2'], jobs: null, format: null },
      []
    ],
    [
      'words between options',
      ['x', '--json', '-', '--jobs', '3'],
      { json: true, param: [], jobs: 3, format: null },
      ['x', '-']
    ],
    ['words after --', ['--', '--json'], { json: false, param: [], jobs: null, format: null }, ['--json']],
    [
      'the last of two',
      ['--format', 'text', '--format', 'svg'],
      { json: false, param: [], jobs: null, format: 'svg' },
      []
    ]
  ] as const)('%s', (_, typed, options, words) => {
    expect(parseWords(table, typed)).toEqual({ options, words });
  });
});

describe('a fail condition', () => {
  const plan = planOf('p', { a: { metrics: ['val-loss', 'f1'] } });
  const steps = new Set(['a']);
  test.each([
    ['f1<0.9', 'f1', 0.8, true],
    ['f1<0.9', 'f1', 0.9, false],
    ['f1 <= 0.9', 'f1', 0.9, true],
    ['val_loss>1e-3', 'val-loss', 0.01, true],
    ['val-loss >= -1', 'val-loss', -2, false],
    ['f1==1', 'f1', 1, true],
    ['f1!=1', 'f1', 1, false],
    ['f1<0.9', 'f1', NaN, false]
  ])('%s on %s = %d holds: %s', (text, metric, value, expected) => {
    const condition = parseFailCondition(text, plan, steps);
    expect(condition.metric).toBe(metric);
    expect(condition.holds(value)).toBe(expected);
  });
});

describe('a command line to copy', () => {
  test.each([
    [['collard', 'run', 'a.ipynb'], 'collard run a.ipynb'],
    [['-p', 'name=two words'], "-p 'name=two words'"],
    [["it's"], "'it'\\''s'"],
    [['accuracy<0.9', ''], "'accuracy<0.9' ''"]
  ])('%j is %s', (words, line) => expect(shellLine(words)).toBe(line));
});

const plain: Pick<Terminal, 'style' | 'columns'> = { style: styleFor(false), columns: 40 };

describe('tables', () => {
  test('lose nothing and fit, whatever the cells', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 60 }).map(text => text.replace(/[\s…]/g, '_'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), rows => {
        const lines = tableLines([{ title: 'a' }, { title: 'b' }, { title: 'c' }], rows, plain);
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(40);
        expect(lines.join('')).not.toContain('…');
      })
    );
  });

  test('leave out columns without content and align numbers to the right', () => {
    const columns = [{ title: 'name' }, { title: 'nothing' }, { title: 'size', align: 'right' as const }];
    expect(
      tableLines(
        columns,
        [
          ['x', '', '5'],
          ['long', '', '1234']
        ],
        plain
      )
    ).toEqual(['name  size', 'x        5', 'long  1234']);
  });
});

test('prose breaks between words, never inside one, and shows control characters', () => {
  expect(wrapText('one two a-very-long-path/of/a/file \u001b[2J', 12)).toEqual([
    'one two',
    'a-very-long-path/of/a/file',
    '␛[2J'
  ]);
});

describe('the report of a failed step', () => {
  const error = {
    code: 'cell-raised' as const,
    name: 'ValueError',
    message: 'bad\nsecond line',
    hint: 'Try another.',
    cell: 'c1',
    line: 3,
    source: '    model.fit(größe)  # \u001b[31m',
    column: 14,
    endColumn: 19,
    variable: null,
    traceback: ['\u001b[31m-----\u001b[0m', ...Array.from({ length: 30 }, (_, line) => `frame ${line}`)],
    retryable: false
  };

  test('has place, mark, a short traceback and the hint, and obeys no escape sequence', () => {
    const lines = stepErrorLines({ step: 'train', error, notebook: 'a.ipynb', cell: 4 }, {
      ...plain,
      columns: 80
    } as Terminal);
    expect(lines.slice(0, 4)).toEqual([
      'error: train failed: ValueError: bad',
      '  in a.ipynb, cell 4, line 3, step train',
      '    3 |     model.fit(größe)  # ␛[31m',
      '      |               ^^^^^'
    ]);
    expect(lines).toHaveLength(4 + 14 + 1);
    expect(lines).toContain('  … 17 lines more …');
    expect(lines.at(-1)).toBe('  hint: Try another.');
  });

  test('marks the whole statement when Python does not say more, and does without a place', () => {
    const vague = { ...error, column: null, endColumn: null, source: '  x = y  ' };
    const nowhere = { ...error, line: null, source: null, cell: null, hint: '', traceback: [] };
    const shown = (what: typeof vague | typeof nowhere): readonly string[] =>
      stepErrorLines({ step: 's', error: what, notebook: null, cell: null }, { ...plain, columns: 80 } as Terminal);
    expect(shown(vague)[3]).toBe('      |   ^^^^^');
    expect(shown(nowhere)).toEqual(['error: s failed: ValueError: bad', '  step s']);
  });
});

describe('the page of a step', () => {
  const page = notebookPage('a <step>', {
    cells: [
      {
        source: ['x = "<b>"\n', 'x'],
        outputs: [
          { output_type: 'stream', name: 'stdout', text: ['one\n', '<two>\u001b[31m'] },
          {
            output_type: 'execute_result',
            data: { 'text/plain': 'plain', 'text/html': '<table><tr><td>1</td></tr></table>' }
          },
          { output_type: 'display_data', data: { 'image/png': 'aGk=\n"><script>' } },
          { output_type: 'error', traceback: ['\u001b[31mValueError\u001b[0m: <x>'] },
          { output_type: 'strange' }
        ]
      }
    ]
  });
  test.each([
    ['escapes sources', 'x = &#34;&#60;b&#62;&#34;'],
    ['escapes printed text', '&#60;two&#62;'],
    ['shows tables as they are', '<td>1</td>'],
    ['shows pictures', 'src="data:image/png;base64,aGk=script"'],
    ['shows errors without colors', 'ValueError: &#60;x&#62;'],
    ['forbids scripts', `content="default-src 'none'`],
    ['has an escaped title', '<title>a &#60;step&#62;</title>']
  ])('%s', (_, text) => expect(page).toContain(text));

  test('contains no script', () => expect(page).not.toContain('<script'));
});
