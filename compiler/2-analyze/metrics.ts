/** Cells tagged `pipeline-metrics` → the variables that are reported as metrics. */
import type { ReadCell } from '../1-read/notebook-model.js';
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import type { Metric } from '../ir/plan.js';
import { readPlainCells } from './plain-cells.js';
import type { PlainStatement } from './plain-cells.js';
import { child, children, identifier, kindOf, number, type PyNode } from './python/tree.js';

/** A metric and the line that prints it. */
export interface ReadMetric extends Metric {
  readonly cell: string;
  readonly line: number;
}

/** Reads lines `print(<variable>)`; the metric has the variable's name, with dashes for underscores. */
export function readMetrics(
  cells: readonly ReadCell[],
  python: string | null,
  sink: DiagnosticSink
): readonly ReadMetric[] {
  const { statements, magics } = readPlainCells(cells, python, sink);
  for (const { cell, span } of magics) {
    const message = 'A magic is no metric.';
    sink.add(problem('invalid-metric', { cell: cell.id, span, message, hint: 'Move it to another cell.' }));
  }
  const metrics = new Map<string, ReadMetric>();
  for (const statement of statements) {
    const variable = printedVariable(statement, sink);
    if (variable !== null && !metrics.has(variable)) {
      const { cell, span } = statement;
      metrics.set(variable, { name: variable.replaceAll('_', '-'), variable, cell: cell.id, line: span.line });
    }
  }
  return [...metrics.values()];
}

function printedVariable({ cell, node, span, lines }: PlainStatement, sink: DiagnosticSink): string | null {
  const printed = printedArguments(node);
  const [only] = printed ?? [];
  if (printed?.length === 1 && only !== undefined && isVariable(only)) {
    return identifier(child(only, 'valueExpr') ?? only);
  }
  const wrong = printed?.find(argument => !isVariable(argument));
  const place = wrong === undefined ? span : lines.span(wrong.start, wrong.length);
  sink.add(problem('invalid-metric', { cell: cell.id, span: place, ...adviceFor(node, printed) }));
  return null;
}

/** The arguments of `print(…)`; null for any other statement. */
function printedArguments(node: PyNode): readonly PyNode[] | null {
  const callee = kindOf(node) === 'Call' ? child(node, 'leftExpr') : null;
  return callee !== null && kindOf(callee) === 'Name' && identifier(callee) === 'print' ? children(node, 'args') : null;
}

/** A positional argument that is a name. */
function isVariable(argument: PyNode): boolean {
  const value = child(argument, 'valueExpr');
  const isPositional = child(argument, 'name') === null && number(argument, 'argCategory') === 0;
  return isPositional && value !== null && kindOf(value) === 'Name';
}

function adviceFor(
  node: PyNode,
  printed: readonly PyNode[] | null
): { readonly message: string; readonly hint: string } {
  if (printed === null) {
    const hint = kindOf(node) === 'Name' ? `Write print(${identifier(node)}).` : 'Move this line to a step.';
    return { message: 'A metrics cell holds lines print(<variable>), nothing else.', hint };
  }
  if (printed.length > 1 && printed.every(isVariable)) {
    return { message: 'One print reports one metric.', hint: 'Write one line print(<variable>) for each metric.' };
  }
  if (printed.length === 0) {
    return { message: 'This print names no variable.', hint: 'Write print(<variable>).' };
  }
  return {
    message: 'A metric is a variable, not an expression.',
    hint: 'Compute the value in a step, give it a name, and print that name here.'
  };
}
