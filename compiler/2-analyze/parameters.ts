/** Cells tagged `pipeline-parameters` → the parameters of the pipeline. */
import type { ReadCell } from '../1-read/notebook-model.js';
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import type { Parameter } from '../ir/plan.js';
import { asFloat, isRefusal, literalOf } from './literals.js';
import type { Literal } from './literals.js';
import { readPlainCells } from './plain-cells.js';
import type { MisplacedMagic, PlainStatement } from './plain-cells.js';
import { child, identifier, kindOf, type PyNode } from './python/tree.js';

/**
 * Reads `name = literal` lines; of several for one name the last one counts. A name whose value is refused stands as `None`, so
 * that nobody is told that it is undefined too: the error keeps the pipeline from running.
 */
export function readParameters(
  cells: readonly ReadCell[],
  python: string | null,
  sink: DiagnosticSink
): readonly Parameter[] {
  const { statements, magics } = readPlainCells(cells, python, sink);
  magics.forEach(magic => reportMagic(magic, sink));
  const parameters = new Map<string, Parameter>();
  for (const statement of statements) {
    const { cell } = statement;
    const assignment = assignmentOf(statement.node);
    if (assignment === null) {
      sink.add(problem('invalid-parameter', { cell: cell.id, span: statement.span, ...adviceFor(statement.node) }));
      continue;
    }
    const name = identifier(assignment.name);
    const { type, literal, value } = valueOf(name, assignment, statement, sink) ?? parameters.get(name) ?? unknownValue;
    parameters.set(name, { name, type, literal, value, cell: cell.id, line: statement.span.line });
  }
  return [...parameters.values()];
}

const unknownValue: Literal = { type: 'none', literal: 'None', value: null };

interface ParameterAssignment {
  readonly name: PyNode;
  readonly annotation: PyNode | null;
  readonly value: PyNode;
}

/** `name = value` or `name: type = value`. */
function assignmentOf(node: PyNode): ParameterAssignment | null {
  const [target, value] =
    kindOf(node) === 'Assignment' ? [child(node, 'leftExpr'), child(node, 'rightExpr')] : [null, null];
  const isAnnotated = target !== null && kindOf(target) === 'TypeAnnotation';
  const name = isAnnotated ? child(target, 'valueExpr') : target;
  if (name === null || value === null || kindOf(name) !== 'Name' || kindOf(value) === 'Assignment') {
    return null;
  }
  return { name, annotation: isAnnotated ? child(target, 'annotation') : null, value };
}

function valueOf(
  name: string,
  { annotation, value }: ParameterAssignment,
  { cell, text, lines }: PlainStatement,
  sink: DiagnosticSink
): Literal | null {
  const literal = literalOf(value, text);
  if (isRefusal(literal)) {
    const { reason, hint, start, length } = literal;
    const inside =
      start === value.start && length === value.length
        ? `The value of the parameter ${name}`
        : `A part of the parameter ${name}`;
    sink.add(
      problem('invalid-parameter', {
        cell: cell.id,
        span: lines.span(start, length),
        name,
        message: `${inside} ${reason}.`,
        hint
      })
    );
    return null;
  }
  return annotation !== null && kindOf(annotation) === 'Name' && identifier(annotation) === 'float'
    ? asFloat(literal)
    : literal;
}

function adviceFor(node: PyNode): { readonly message: string; readonly hint: string } {
  switch (kindOf(node)) {
    case 'Import':
    case 'ImportFrom':
      return { message: 'An import is no parameter.', hint: 'Move it to a cell tagged imports.' };
    case 'Function':
    case 'Class':
      return { message: 'A definition is no parameter.', hint: 'Move it to a cell tagged functions.' };
    case 'Assignment':
      return {
        message: 'A parameter is one name with one value.',
        hint: 'Write one line `name = value` for each parameter.'
      };
    case 'TypeAnnotation':
      return { message: 'This parameter has no value.', hint: 'Give it one: `name: type = value`.' };
    case 'StringList':
      return { message: 'A text alone is no parameter.', hint: 'Give it a name, or make it a comment with #.' };
    default:
      return {
        message: 'A parameters cell holds assignments of plain values, nothing else.',
        hint: 'Move this line to a step.'
      };
  }
}

function reportMagic({ cell, span }: MisplacedMagic, sink: DiagnosticSink): void {
  const message = 'A magic is no parameter.';
  sink.add(problem('invalid-parameter', { cell: cell.id, span, message, hint: 'Move it to another cell.' }));
}
