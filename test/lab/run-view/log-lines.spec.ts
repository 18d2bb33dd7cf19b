/** Printed text as lines: progress bars, colors, streams, and limits. */
import type { CellOutput } from '../../../protocol/run-event.js';
import { LogLines } from '../../../src/run-view/log/log-lines.js';
import { matchingLines } from '../../../src/run-view/log/search.js';

function printed(...texts: string[]): LogLines {
  const log = new LogLines();
  texts.forEach(text => log.append('stdout', text));
  return log;
}
const plain = (log: LogLines): string[] => log.lines.map(line => line.plain);

test.each<[string, string[], string[]]>([
  ['lines of one piece', ['a\nb\n'], ['a', 'b']],
  ['a line in several pieces', ['a', 'b', 'c\nd'], ['abc', 'd']],
  ['empty lines', ['a\n\n\nb'], ['a', '', '', 'b']],
  ['lines of Windows', ['a\r\nb\r\n'], ['a', 'b']],
  ['a line whose end comes in two pieces', ['a\r', '\nb'], ['a', 'b']],
  ['a progress bar', ['10 %\r', '50 %\r', '100 %\n', 'done'], ['100 %', 'done']],
  ['a return at the very beginning', ['\rstart'], ['start']],
  ['colors that are not seen', ['\u001b[31mred\u001b[0m'], ['red']],
  ['links of terminals', ['\u001b]8;;http://x\u0007here\u001b]8;;\u0007'], ['here']]
])('%s', (_, texts, expected) => {
  expect(plain(printed(...texts))).toEqual(expected);
});

test('a color goes on in the next line until it is taken back', () => {
  const [first, second, third] = printed('\u001b[31mred\nstill red\u001b[0m\nplain').lines;
  expect([first?.start.color, second?.start.color, third?.start.color]).toEqual([null, 1, null]);
});

test('another stream begins a line of its own', () => {
  const log = new LogLines();
  log.append('stdout', 'half');
  log.append('stderr', 'warning\n');
  log.append('stdout', 'rest\n');
  expect(log.lines.map(({ source, plain: text }) => [source, text])).toEqual([
    ['stdout', 'half'],
    ['stderr', 'warning'],
    ['stdout', 'rest']
  ]);
});

test('takes streams and tracebacks, and no pictures', () => {
  const outputs: readonly CellOutput[] = [
    { output_type: 'stream', name: 'stderr', text: ['a\n', 'b\n'] },
    { output_type: 'display_data', data: { 'text/plain': 'a figure' } },
    { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['one', 'two'] }
  ];
  const log = new LogLines();
  outputs.forEach(output => log.take(output));
  expect(log.lines.map(({ source, plain: text }) => `${source} ${text}`)).toEqual([
    'stderr a',
    'stderr b',
    'error one',
    'error two'
  ]);
});

test('keeps the newest lines when there are too many, and says how many are gone', () => {
  const log = new LogLines({ lines: 100, characters: 1000 });
  for (let line = 0; line < 1000; line += 1) {
    log.append('stdout', `line ${line}\n`);
  }
  expect(log.lines.length).toBeLessThanOrEqual(110);
  expect(log.lines.at(-1)?.plain).toBe('line 999');
  expect(log.lines[0]?.plain).toBe(`line ${log.dropped}`);
});

test('cuts a line without end', () => {
  const log = new LogLines({ lines: 10, characters: 5 });
  log.append('stdout', 'a'.repeat(100));
  log.append('stdout', 'b'.repeat(100));
  expect(log.lines[0]?.plain.length).toBeLessThanOrEqual(7);
});

test.each<[string, readonly number[]]>([
  ['ERROR', [1, 2]],
  ['a.b', [3]],
  ['', []],
  ['[', [4]],
  ['nowhere', []]
])('searching for “%s” finds lines %j', (wanted, expected) => {
  const log = printed('fine\nan error\nError again\na.b\n[1]\naxb\n');
  expect(matchingLines(log.lines, wanted)).toEqual(expected);
});
