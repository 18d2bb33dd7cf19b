/** Code frames: what is shown under a problem, for every shape of line. */
import { fitToWidth, displayWidth, padToWidth } from '../../../compiler/diagnostics/display-width.js';
import { codeFrame } from '../../../compiler/diagnostics/frame.js';

/** The frame of the text between « and » in a cell. */
function frame(marked: string, width?: number): readonly string[] {
  const before = marked.slice(0, marked.indexOf('«'));
  const inside = marked.slice(marked.indexOf('«') + 1, marked.indexOf('»'));
  const source = marked.replace(/[«»]/g, '');
  const place = (text: string): readonly [line: number, column: number] => [
    text.split('\n').length,
    text.length - text.lastIndexOf('\n') - 1
  ];
  const [line, column] = place(before);
  const [endLine, endColumn] = place(before + inside);
  return codeFrame(source, { line, column, endLine, endColumn }, width).map(({ text }) => text);
}

describe('a frame shows the line and marks', () => {
  const cases: readonly [what: string, marked: string, expected: readonly string[]][] = [
    ['a name', 'print(«totl»)', ['print(totl)', '      ^^^^']],
    ['a name in a later line', 'x = 1\nprint(«totl»)\ny = 2', ['print(totl)', '      ^^^^']],
    ['one character for an empty span', 'x = («»', ['x = (', '     ^']],
    ['a place after the end of the line', 'x =«»\ny', ['x =', '   ^']],
    ['an empty line', 'x\n«»\ny', ['', '^']],
    ['the rest of the first line of a longer span', 'a = «foo(1,  \n  2)»', ['a = foo(1,  ', '    ^^^^^^']],
    ['the right columns after a tab', '\t«x» = 1', ['    x = 1', '    ^']],
    ['tab stops, not tab widths', 'ab\t«x»', ['ab  x', '    ^']],
    ['two columns for each wide character', "print('数据', «x»)", ["print('数据', x)", '              ^']],
    ['wide characters in the span', '«名» = 1', ['名 = 1', '^^']],
    ['an emoji made of several characters once', "s = '👩‍👩‍👧' + «x»", ["s = '👩‍👩‍👧' + x", '           ^']],
    ['combining marks as no column', 'e\u0301 = «x»', ['e\u0301 = x', '    ^']],
    ['control characters as pictures', '\u001b[31m«x»', ['␛[31mx', '     ^']]
  ];
  test.each(cases)('%s', (_, marked, expected) => {
    expect(frame(marked)).toEqual(expected);
  });
});

describe('a long line is cut around the mark', () => {
  const filler = 'abcdefghij'.repeat(10);
  const cases: readonly [what: string, marked: string, expected: readonly string[]][] = [
    ['at the right when the mark is near the start', `«x» = ${filler}`, ['x = abcdefghijabcd…', '^']],
    ['at the left when the mark is at the end', `${filler} + «x»`, ['…ghijabcdefghij + x', ' '.repeat(18) + '^']],
    ['at both sides when the mark is in the middle', `${filler}«X»${filler}`, ['…cdefghijXabcdefghi…', '         ^']],
    [
      'with the beginning of a mark that is too long itself',
      `a = «${filler}»`,
      ['…abcdefghijabcdefgh…', ' ' + '^'.repeat(18)]
    ]
  ];
  test.each(cases)('%s', (_, marked, expected) => {
    expect(frame(marked, 20)).toEqual(expected);
  });

  test('no line of a frame is wider than asked for, wherever the mark is', () => {
    const source = `${'数x\t'.repeat(40)}end`;
    for (let column = 0; column <= source.length; column += 1) {
      for (const { text } of codeFrame(source, { line: 1, column, endLine: 1, endColumn: column + 3 }, 30)) {
        expect(displayWidth(text)).toBeLessThanOrEqual(31);
      }
    }
  });
});

test('a span outside the cell has no frame', () => {
  expect(codeFrame('x = 1', { line: 7, column: 0, endLine: 7, endColumn: 1 })).toEqual([]);
});

describe('texts are cut and filled by columns', () => {
  const cases: readonly [text: string, columns: number, fitted: string, padded: string][] = [
    ['short', 8, 'short', 'short   '],
    ['exactly', 7, 'exactly', 'exactly'],
    ['much too long', 8, 'much to…', 'much to…'],
    ['数据数据', 6, '数据…', '数据… '],
    ['\u001b[2Jgone', 12, '␛[2Jgone', '␛[2Jgone    '],
    ['anything', 0, '', '']
  ];
  test.each(cases)('%j in %i columns', (text, columns, fitted, padded) => {
    expect(fitToWidth(text, columns)).toBe(fitted);
    expect(padToWidth(text, columns)).toBe(padded);
  });
});
