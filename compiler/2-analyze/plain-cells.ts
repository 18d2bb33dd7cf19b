/** The statements of cells that only declare something: parameters and metrics. Syntax errors are reported on the way. */
import { toPython } from '../1-read/ipython.js';
import type { ReadCell } from '../1-read/notebook-model.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import { parsePython } from './python/parse.js';
import type { LineTable } from './python/positions.js';
import { children, kindOf, type PyNode } from './python/tree.js';

export interface PlainStatement {
  readonly cell: ReadCell;
  readonly node: PyNode;
  readonly span: Span;
  /** The source that the node was parsed from, and its lines. */
  readonly text: string;
  readonly lines: LineTable;
}

/** IPython syntax has no place in such a cell: where a piece of it stands. */
export interface MisplacedMagic {
  readonly cell: ReadCell;
  readonly span: Span;
}

export interface PlainCells {
  readonly statements: readonly PlainStatement[];
  readonly magics: readonly MisplacedMagic[];
}

export function readPlainCells(cells: readonly ReadCell[], python: string | null, sink: DiagnosticSink): PlainCells {
  const read = cells.map(cell => readPlainCell(cell, python, sink));
  return { statements: read.flatMap(({ statements }) => statements), magics: read.flatMap(({ magics }) => magics) };
}

function readPlainCell(cell: ReadCell, python: string | null, sink: DiagnosticSink): PlainCells {
  const { python: text, notes } = toPython(cell.source);
  const magics = notes.map(({ line, column, endLine, endColumn }) => ({
    cell,
    span: { line, column, endLine, endColumn }
  }));
  const { tree, lines, problem: found } = parsePython(text, python);
  if (found !== null || tree === null) {
    sink.add(
      problem('syntax', {
        cell: cell.id,
        message: found?.message ?? '',
        hint: found?.hint ?? '',
        ...(found && { span: found.span })
      })
    );
    return { statements: [], magics };
  }
  const statements = children(tree, 'statements')
    .flatMap(node => (kindOf(node) === 'StatementList' ? children(node, 'statements') : [node]))
    .map(node => ({ cell, node, span: lines.span(node.start, node.length), text, lines }))
    .filter(({ span }) => !notes.some(({ line, endLine }) => line <= span.line && span.line <= endLine));
  return { statements, magics };
}
