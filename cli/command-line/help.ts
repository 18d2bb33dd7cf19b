/** Help texts, made from the tables that also drive the parsing. */
import { padToWidth } from '../../compiler/diagnostics/display-width.js';
import { exitCodeMeanings } from '../exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';
import type { CommandDescription } from './command.js';
import type { Option, OptionTable } from './options.js';

const optionColumn = 24;

/** `collard <command> --help`. */
export function commandHelp(
  { name, about, words, options, examples }: CommandDescription<OptionTable>,
  { style, columns }: Terminal
): string {
  const usage = ['collard', name, words.usage].filter(word => word !== '').join(' ');
  const rows: readonly (readonly [string, string])[] = [
    ...Object.entries(options).map(([option, row]) => [optionUsage(option, row), row.help] as const),
    ['-h, --help', 'show this text']
  ];
  return [
    `${style.bold('Usage:')} ${usage} [options]`,
    '',
    ...wrapText(about, columns),
    '',
    style.bold('Options:'),
    ...rows.flatMap(([left, right]) => tableRow(left, right, columns)),
    '',
    style.bold(examples.length > 1 ? 'Examples:' : 'Example:'),
    ...examples.flatMap(([line, what]) => [`  ${style.dim(`# ${what}`)}`, `  ${line}`])
  ].join('\n');
}

/** `collard --help`. */
export function programHelp(
  commands: readonly (readonly [name: string, summary: string])[],
  { style, columns }: Terminal
): string {
  return [
    `${style.bold('Usage:')} collard <command> [options]`,
    '',
    ...wrapText('Collard turns a tagged Jupyter notebook into a pipeline and runs it.', columns),
    '',
    style.bold('Commands:'),
    ...commands.flatMap(([name, summary]) => tableRow(name, summary, columns, 12)),
    '',
    style.bold('Examples:'),
    '  collard check notebook.ipynb',
    '  collard run notebook.ipynb -p learning_rate=0.01',
    '',
    style.bold('Exit codes:'),
    ...exitCodeMeanings.flatMap(([code, meaning]) => tableRow(String(code), meaning, columns, 6)),
    '',
    'collard <command> --help says more about a command; every command knows --json.'
  ].join('\n');
}

function optionUsage(name: string, option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  switch (option.kind) {
    case 'flag':
      return `${short}--${name}`;
    case 'choice':
      return `${short}--${name} ${option.choices.join('|')}`;
    case 'text':
    case 'list':
    case 'count':
      return `${short}--${name} ${option.value}`;
  }
}

function tableRow(left: string, right: string, columns: number, width = optionColumn): readonly string[] {
  const lines = wrapText(right, columns - width - 2);
  const indent = ' '.repeat(width + 2);
  return left.length >= width
    ? [`  ${left}`, ...lines.map(line => indent + line)]
    : lines.map((line, index) => (index === 0 ? `  ${padToWidth(left, width)}${line}` : indent + line));
}
