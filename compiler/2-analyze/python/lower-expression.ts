/** Lowers expressions to operations, in the order in which Python evaluates them. */
import { lowerCall } from './lower-call.js';
import { lowerComprehension, lowerLambda } from './lower-function.js';
import type { Lowering } from './lowering.js';
import type { Test } from './ops.js';
import { child, children, constantOf, identifier, kindOf, operatorOf, type PyNode } from './tree.js';
import { constantTruth, isComparison, pathOf, shapeOf, sharedBy } from './value.js';

export function lowerExpression(node: PyNode | null, into: Lowering): void {
  if (node === null) {
    return;
  }
  switch (kindOf(node)) {
    case 'Name':
      return into.read(node);
    case 'MemberAccess':
      return lowerExpression(child(node, 'leftExpr'), into);
    case 'Index':
      lowerExpression(child(node, 'leftExpr'), into);
      return lowerAll(children(node, 'items'), into);
    case 'Argument':
      return lowerExpression(child(node, 'valueExpr'), into);
    case 'Slice':
      return lowerFields(node, ['startValue', 'endValue', 'stepValue'], into);
    case 'Call':
      return lowerCall(node, into);
    case 'BinaryOperation':
      return lowerBinary(node, into);
    case 'Ternary':
      return into.emit({ op: 'test', test: lowerTest(node, into) });
    case 'AssignmentExpression':
      return lowerWalrus(node, into);
    case 'StringList':
      return lowerAll(children(node, 'strings'), into);
    case 'FormatString':
      return lowerAll([...children(node, 'fieldExprs'), ...children(node, 'formatExprs')].sort(byPlace), into);
    case 'Tuple':
    case 'List':
    case 'Set':
    case 'Dictionary':
      return lowerAll(children(node, 'items'), into);
    case 'DictionaryKeyEntry':
      return lowerFields(node, ['keyExpr', 'valueExpr'], into);
    case 'UnaryOperation':
    case 'Await':
    case 'Unpack':
    case 'Yield':
    case 'YieldFrom':
    case 'DictionaryExpandEntry':
      return lowerExpression(child(node, 'expr'), into);
    case 'Constant':
      return noteDebug(node, into);
    case 'Lambda':
      return lowerLambda(node, into);
    case 'Comprehension':
      return lowerComprehension(node, into);
    default:
      return;
  }
}

/** `__debug__` is a constant to the parser and a name to CPython. */
function noteDebug(node: PyNode, into: Lowering): void {
  if (constantOf(node) === 'Debug') {
    into.scope.reference('__debug__', 'read');
  }
}

export function lowerAll(nodes: readonly PyNode[], into: Lowering): void {
  nodes.forEach(node => lowerExpression(node, into));
}

function lowerFields(node: PyNode, fields: readonly string[], into: Lowering): void {
  fields.forEach(field => lowerExpression(child(node, field), into));
}

function byPlace(left: PyNode, right: PyNode): number {
  return left.start - right.start;
}

/** `a < b < c` evaluates `c` only when `a < b` holds; all other operators but `and` and `or` evaluate both sides. */
function lowerBinary(node: PyNode, into: Lowering): void {
  const left = child(node, 'leftExpr');
  if (left !== null && operatorOf(node) === 'And' && pathOf(left) === OPTIONAL_READ) {
    return lowerOptionalRead(child(node, 'rightExpr'), into);
  }
  if (['And', 'Or'].includes(operatorOf(node))) {
    return into.emit({ op: 'test', test: lowerTest(node, into) });
  }
  lowerExpression(left, into);
  if (isComparison(node) && left !== null && isComparison(left) && left.d['hasParens'] !== true) {
    const right = into.collect(inner => lowerExpression(child(node, 'rightExpr'), inner));
    return into.emit({ op: 'branch', arms: [{ test: { test: 'ops', ops: [] }, body: right }], otherwise: [] });
  }
  lowerExpression(child(node, 'rightExpr'), into);
}

/** `(get_ipython() and name)` is how a shell line's `$name`, read only if it exists, comes out of phase 1. */
const OPTIONAL_READ = 'get_ipython()';

function lowerOptionalRead(name: PyNode | null, into: Lowering): void {
  if (name !== null && kindOf(name) === 'Name') {
    return into.read(name, false, 'optional');
  }
  lowerExpression(name, into);
}

function lowerWalrus(node: PyNode, into: Lowering): void {
  const value = child(node, 'rightExpr');
  const name = child(node, 'name');
  lowerExpression(value, into);
  if (name !== null) {
    const variable = into.scope.forWalrus.reference(identifier(name), 'bind');
    const bound = { shape: shapeOf(value), shares: sharedBy(value, into), bodies: [], imported: null };
    into.emit({ op: 'bind', variable, span: into.nameSpan(name), ...bound });
  }
}

/** A condition, with its `and`, `or`, `not` and constants kept. */
export function lowerTest(node: PyNode | null, into: Lowering): Test {
  if (node === null) {
    return { test: 'ops', ops: [] };
  }
  const constant = isMainGuard(node, into) ? true : constantTruth(node);
  if (constant !== null) {
    into.collect(inner => lowerExpression(node, inner));
    return { test: 'constant', value: constant };
  }
  const operator = ['UnaryOperation', 'BinaryOperation'].includes(kindOf(node)) ? operatorOf(node) : '';
  if (operator === 'Not') {
    return { test: 'not', operand: lowerTest(child(node, 'expr'), into) };
  }
  if (operator === 'And' || operator === 'Or') {
    const [left, right] = [lowerTest(child(node, 'leftExpr'), into), lowerTest(child(node, 'rightExpr'), into)];
    return { test: operator === 'And' ? 'and' : 'or', left, right };
  }
  if (kindOf(node) === 'Ternary') {
    return {
      test: 'choice',
      condition: lowerTest(child(node, 'testExpr'), into),
      then: lowerTest(child(node, 'ifExpr'), into),
      otherwise: lowerTest(child(node, 'elseExpr'), into)
    };
  }
  return { test: 'ops', ops: into.collect(inner => lowerExpression(node, inner)) };
}

/** `__name__ == "__main__"`, which is true in a notebook and in a step. */
function isMainGuard(node: PyNode, into: Lowering): boolean {
  return (
    kindOf(node) === 'BinaryOperation' &&
    operatorOf(node) === 'Equals' &&
    /^__name__\s*==\s*(['"])__main__\1$/.test(into.cell.text.slice(node.start, node.start + node.length))
  );
}
