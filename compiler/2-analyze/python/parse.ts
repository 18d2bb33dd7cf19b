/** Runs pyright's parser over one cell and says what is wrong with it in our own words. */
import { DiagnosticSink, ParseOptions, Parser, PythonVersion } from '#pyright-parser';
import type { Span } from '../../diagnostics/diagnostic.js';
import { LineTable } from './positions.js';
import { missedProblems } from './syntax-check.js';
import type { PyNode } from './tree.js';

export interface SyntaxProblem {
  readonly message: string;
  readonly hint: string;
  readonly span: Span;
}

export interface ParsedPython {
  readonly tree: PyNode | null;
  readonly lines: LineTable;
  /** The first one, like CPython: those after it are mostly its consequences. */
  readonly problem: SyntaxProblem | null;
}

/** Read as the newest Python that the parser knows when the notebook does not say which one it is. */
const NEWEST = '3.14';

export function parsePython(text: string, python: string | null): ParsedPython {
  const lines = new LineTable(text);
  const sink = new DiagnosticSink();
  const options = new ParseOptions();
  options.pythonVersion = PythonVersion.fromString(python ?? NEWEST) ?? PythonVersion.fromString(NEWEST);
  try {
    const { parserOutput } = new Parser().parseSourceFile(text, options, sink);
    const reported = reportedProblems(sink, text);
    const problems = reported.length > 0 ? reported : missedProblems(parserOutput.parseTree, text, lines);
    return { tree: parserOutput.parseTree, lines, problem: firstOf(problems) };
  } catch (error) {
    // The parser is recursive: code nested thousands of levels deep exhausts its stack. Anything else is a bug, ours or its.
    if (error instanceof RangeError) {
      return { tree: null, lines, problem: tooDeep };
    }
    throw error;
  }
}

const startOfCell: Span = { line: 1, column: 0, endLine: 1, endColumn: 0 };

export const tooDeep: SyntaxProblem = {
  message: 'This code is nested too deeply to be read.',
  hint: 'Split it into smaller pieces with names of their own.',
  span: startOfCell
};

function firstOf(problems: readonly SyntaxProblem[]): SyntaxProblem | null {
  const [first = null, ...others] = problems;
  return others.reduce((best, each) => (best !== null && isBefore(best.span, each.span) ? best : each), first);
}

function isBefore(left: Span, right: Span): boolean {
  return left.line < right.line || (left.line === right.line && left.column <= right.column);
}

const ERROR = 0;

function reportedProblems(sink: DiagnosticSink, text: string): readonly SyntaxProblem[] {
  return sink
    .fetchAndClear()
    .filter(({ category, message }) => category === ERROR && !isAllowed(message))
    .map(({ message, range: { start, end } }) => {
      const span = {
        line: start.line + 1,
        column: start.character,
        endLine: end.line + 1,
        endColumn: end.character
      };
      return { ...inOurWords(message, lineOf(text, start.line), start.character), span };
    });
}

/** CPython only warns of an exit from `finally`. */
function isAllowed(message: string): boolean {
  return /cannot be used to exit a "finally" block/.test(message);
}

function lineOf(text: string, line: number): string {
  return text.split(/\r\n|\r|\n/)[line] ?? '';
}

/** The mistakes that people make most get a message that names them. */
function inOurWords(message: string, line: string, column: number): Pick<SyntaxProblem, 'message' | 'hint'> {
  const [first] = message.split('\n');
  const odd = /[\u00a0\u200b\u2018\u2019\u201c\u201d\u2013\u2014]/.exec(line);
  if (/depth exceeded/i.test(message)) {
    return { message: tooDeep.message, hint: tooDeep.hint };
  }
  if (
    odd !== null &&
    /[Ii]nvalid character|Expected expression|separated by newlines|Invalid expression/.test(message)
  ) {
    return {
      message: `The character ${nameOf(odd[0])} is not Python.`,
      hint: 'It often comes with text copied from a page or a document: type it again as a plain quote, dash or space.'
    };
  }
  if (/^\s*print\s+[^\s(=]/.test(line) && column > line.indexOf('print')) {
    return { message: '`print` is a function: its arguments need parentheses.', hint: 'Write print(…).' };
  }
  return { message: `${first?.replace(/[.\s]+$/, '') ?? message}.`, hint: '' };
}

function nameOf(character: string): string {
  const names: Readonly<Record<string, string>> = {
    '\u00a0': 'no-break space',
    '\u200b': 'zero-width space',
    '\u2013': '– (en dash)',
    '\u2014': '— (em dash)'
  };
  return names[character] ?? `${character} (typographic quote)`;
}
