/** Problems of a cell that can be seen without any other cell. */
import type { IPythonNote } from '../../1-read/ipython.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { SyntaxProblem } from './parse.js';
import type { LineTable } from './positions.js';
import { plainText } from './strings.js';
import { child, children, everyNode, kindOf, type PyNode } from './tree.js';
import { pathOf } from './value.js';

export type Finding = Omit<Diagnostic, 'cell'>;

/** A place on a translated line may lie beyond the line as written. */
export function syntaxFinding({ message, hint, span }: SyntaxProblem, source: string): Finding {
  const widths = source.split(/\r\n|\r|\n/).map(line => line.length);
  const within = (line: number, column: number): number => Math.min(column, widths[line - 1] ?? 0);
  const [column, endColumn] = [within(span.line, span.column), within(span.endLine, span.endColumn)];
  return problem('syntax', { message, hint, span: { ...span, column, endColumn } });
}

export function noteFindings(notes: readonly IPythonNote[]): readonly Finding[] {
  return notes.flatMap(note => findingOfNote(note) ?? []);
}

function findingOfNote(note: IPythonNote): Finding | null {
  const span: Span = { line: note.line, column: note.column, endLine: note.endLine, endColumn: note.endColumn };
  switch (note.kind) {
    case 'late-cell-magic':
      return problem('late-cell-magic', {
        span,
        message: `%%${note.name.replace(/^%+/, '')} is not at the top of its cell.`,
        hint: 'Split the cell here: IPython takes a cell magic only in the first line.'
      });
    case 'unknown-cell-magic':
      return problem('unknown-magic', {
        span,
        message: `Collard does not know the cell magic %%${note.name}, so it has not looked at the body.`,
        hint: 'If the body is Python that other cells depend on, move it to a cell without the magic.'
      });
    case 'install':
      return problem('install-in-step', {
        span,
        message: `The cell installs packages (${note.text.trim()}).`,
        hint: 'Install them into the environment or the image of the step, and remove the line.'
      });
    case 'debug':
      return problem('input-call', {
        span,
        message: `%${note.name} waits for somebody at the keyboard.`,
        hint: 'Remove it before you run the pipeline.'
      });
    case 'history':
      return problem('history', {
        span,
        message: `%${note.name} reads what was typed before, which does not exist in a pipeline.`,
        hint: 'Put the code itself into the cell.'
      });
    case 'environment':
      return problem('global-state', {
        span,
        name: `%${note.name}`,
        message: `%${note.name} changes the process of this step only.`,
        hint: 'Move it to a cell tagged imports, which every step runs.'
      });
    case 'reset':
      return problem('dynamic', {
        span,
        message: `%${note.name} deletes variables that Collard cannot name.`,
        hint: 'Use del with the names.'
      });
    case 'magic':
    case 'shell':
    case 'help':
    case 'auto-call':
    case 'cell-magic':
    case 'run-file':
      return null;
  }
}

/** Calls that nobody can follow, or that wait for an answer. */
export function codeFindings(tree: PyNode, lines: LineTable): readonly Finding[] {
  const found: Finding[] = [];
  for (const node of everyNode(tree)) {
    const finding = kindOf(node) === 'Call' ? findingOfCall(node, lines) : null;
    const store = kindOf(node) === 'Index' ? findingOfItem(node, lines) : null;
    found.push(...[finding, store].filter(each => each !== null));
  }
  return found;
}

const waiting: Readonly<Record<string, string>> = {
  input: 'input()',
  getpass: 'getpass()',
  'getpass.getpass': 'getpass()',
  breakpoint: 'breakpoint()',
  'pdb.set_trace': 'The debugger',
  'IPython.embed': 'IPython.embed()'
};

function findingOfCall(node: PyNode, lines: LineTable): Finding | null {
  const callee = child(node, 'leftExpr');
  const path = callee === null ? '' : pathOf(callee);
  const span = lines.span(node.start, node.length);
  if (Object.hasOwn(waiting, path)) {
    return problem('input-call', {
      span,
      name: path.split('.')[0] ?? path,
      message: `${waiting[path] ?? path} waits for an answer, and a pipeline has nobody to give it.`,
      hint: /^(breakpoint|pdb|IPython)/.test(path)
        ? 'Remove it before you run the pipeline.'
        : 'Take the value from a pipeline parameter, or a password from a secret: tag.'
    });
  }
  return isDynamicCall(node, path) ? dynamic(path.split('.').pop() ?? path, span) : null;
}

/** `exec`, `eval`, `locals()`; `globals()` as an argument; `df.query` with an `@name`. */
function isDynamicCall(node: PyNode, path: string): boolean {
  if (path === 'exec' || path === 'eval' || path === 'locals') {
    return true;
  }
  const values = children(node, 'args').flatMap(argument => child(argument, 'valueExpr') ?? []);
  return (
    (/\.(query|eval)$/.test(path) && values.some(value => plainText(value)?.includes('@') === true)) ||
    /^globals\(\)\./.test(path) ||
    /\buser_ns\b/.test(path) ||
    values.some(value => kindOf(value) === 'Call' && ['globals', 'vars'].includes(calleePath(value)) && isBare(value))
  );
}

function calleePath(call: PyNode): string {
  const callee = child(call, 'leftExpr');
  return callee === null ? '' : pathOf(callee);
}

function isBare(call: PyNode): boolean {
  return children(call, 'args').length === 0;
}

function findingOfItem(node: PyNode, lines: LineTable): Finding | null {
  const owner = child(node, 'leftExpr');
  const path = owner === null ? '' : pathOf(owner);
  return path === 'globals()' || /\buser_ns$/.test(path)
    ? dynamic('globals', lines.span(node.start, node.length))
    : null;
}

function dynamic(name: string, span: Span): Finding {
  return problem('dynamic', {
    span,
    name,
    message: `${name} works with names that are known only at run time, so Collard may miss what this code reads or changes.`,
    hint: 'Write the names in the code where you can.'
  });
}

/** A name that the cell binds itself is not the builtin. */
export function withoutOwnNames(findings: readonly Finding[], binds: ReadonlySet<string>): readonly Finding[] {
  const builtin = new Set(['input', 'getpass', 'breakpoint', 'exec', 'eval', 'locals', 'globals']);
  return findings.filter(
    ({ name }) => name === undefined || !builtin.has(name) || !binds.has(name) || name === 'getpass'
  );
}
