/** The pieces of code that a step executes, in order: prologue, repeated definitions, its own cells. */
import type { AnalyzedCell, AnalyzedNotebook, AnalyzedStep } from '../2-analyze/analysis-model.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { CodeBlock } from '../ir/plan.js';

export function codeBlocks(step: AnalyzedStep, { prologue, steps }: AnalyzedNotebook): readonly CodeBlock[] {
  const cells = new Map(steps.flatMap(other => other.cells.map(cell => [cell.id, cell] as const)));
  return [
    ...prologue.map(({ id }): CodeBlock => ({ kind: 'prologue', cell: id, line: 1 })),
    ...step.definitions.flatMap(({ cell, statement }) => definitionBlock(cells.get(cell), statement)),
    ...step.cells.map(({ id }): CodeBlock => ({ kind: 'body', cell: id, line: 1 }))
  ];
}

function definitionBlock(cell: AnalyzedCell | undefined, index: number): readonly CodeBlock[] {
  const statement = cell?.analysis.statements[index];
  return cell === undefined || statement === undefined
    ? []
    : [{ kind: 'definition', cell: cell.id, line: statement.span.line, source: cut(cell.source, statement.span) }];
}

/** The text of a span, indented as in the cell so that its columns stay true. */
function cut(source: string, { line, column, endLine, endColumn }: Span): string {
  const lines = source.split('\n').slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((text, index) => (index === last ? text.slice(0, endColumn) : text))
    .map((text, index) => (index === 0 ? text.slice(column) : text))
    .join('\n');
}
