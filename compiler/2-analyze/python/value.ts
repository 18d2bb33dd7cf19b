/** What an expression's value is and with which names it shares its object, as far as its text tells. */
import {
  accessMethods,
  immutableResults,
  methodsReturningSelf,
  plainAttributes,
  sharingBuiltins
} from './known-effects.js';
import type { Lowering } from './lowering.js';
import type { Shared, ValueShape } from './ops.js';
import { child, children, constantOf, flag, identifier, kindOf, number, operatorOf, type PyNode } from './tree.js';

/** `a.b[]().c` for `a.b[0](1).c`: names as written, `[]` for an item, `()` for a call; empty when it starts with no name. */
export function pathOf(node: PyNode): string {
  switch (kindOf(node)) {
    case 'Name':
      return identifier(node);
    case 'MemberAccess': {
      const member = child(node, 'member');
      return extended(node, member === null ? '' : `.${identifier(member)}`);
    }
    case 'Index':
      return extended(node, '[]');
    case 'Call':
      return extended(node, '()');
    default:
      return '';
  }
}

function extended(node: PyNode, suffix: string): string {
  const left = child(node, 'leftExpr');
  const path = left === null ? '' : pathOf(left);
  return path === '' && !suffix.startsWith('.') ? '' : path + suffix;
}

/** The Name that a chain of attributes, items and calls starts with. */
export function leftmostName(node: PyNode): PyNode | null {
  let at: PyNode | null = node;
  while (at !== null && kindOf(at) !== 'Name') {
    at = isChain(at) || kindOf(at) === 'Call' ? child(at, 'leftExpr') : null;
  }
  return at;
}

/** The same through attributes and items only: the object that a store changes. */
export function ownerName(node: PyNode): PyNode | null {
  let at: PyNode | null = node;
  while (at !== null && isChain(at)) {
    at = child(at, 'leftExpr');
  }
  return at !== null && kindOf(at) === 'Name' ? at : null;
}

function isChain(node: PyNode): boolean {
  return kindOf(node) === 'MemberAccess' || kindOf(node) === 'Index';
}

/** Variables whose object, or a part of it, the value of the expression is. */
export function sharedBy(node: PyNode | null, lowering: Lowering): readonly Shared[] {
  if (node === null) {
    return [];
  }
  switch (kindOf(node)) {
    case 'Name':
      return [{ variable: lowering.scope.reference(identifier(node), 'read'), whole: true }];
    case 'MemberAccess': {
      const member = child(node, 'member');
      return member !== null && plainAttributes.has(identifier(member)) ? [] : parts(child(node, 'leftExpr'), lowering);
    }
    case 'Index':
      return parts(child(node, 'leftExpr'), lowering);
    case 'Call':
      return sharedByCall(node, lowering);
    case 'Ternary':
      return [...sharedBy(child(node, 'ifExpr'), lowering), ...sharedBy(child(node, 'elseExpr'), lowering)];
    case 'BinaryOperation':
      return ['And', 'Or'].includes(operatorOf(node))
        ? [...sharedBy(child(node, 'leftExpr'), lowering), ...sharedBy(child(node, 'rightExpr'), lowering)]
        : [];
    case 'AssignmentExpression':
      return sharedBy(child(node, 'rightExpr'), lowering);
    case 'Await':
    case 'Unpack':
    case 'DictionaryExpandEntry':
      return sharedBy(child(node, 'expr'), lowering);
    case 'Tuple':
    case 'List':
    case 'Set':
    case 'Dictionary':
      return children(node, 'items').flatMap(item => parts(item, lowering));
    case 'DictionaryKeyEntry':
      return sharedBy(child(node, 'valueExpr'), lowering);
    case 'Comprehension':
      return parts(child(node, 'expr'), lowering.cell.comprehension(node) ?? lowering);
    default:
      return [];
  }
}

function parts(node: PyNode | null, lowering: Lowering): readonly Shared[] {
  return sharedBy(node, lowering).map(({ variable }) => ({ variable, whole: false }));
}

function sharedByCall(node: PyNode, lowering: Lowering): readonly Shared[] {
  const callee = child(node, 'leftExpr');
  if (callee !== null && kindOf(callee) === 'MemberAccess') {
    const member = child(callee, 'member');
    const method = member === null ? '' : identifier(member);
    const owner = child(callee, 'leftExpr');
    return methodsReturningSelf.has(method)
      ? sharedBy(owner, lowering)
      : accessMethods.has(method)
        ? parts(owner, lowering)
        : [];
  }
  return callee !== null && kindOf(callee) === 'Name' && sharingBuiltins.has(identifier(callee))
    ? children(node, 'args').flatMap(argument => parts(child(argument, 'valueExpr'), lowering))
    : [];
}

const comparisons: ReadonlySet<string> = new Set([
  'Equals',
  'NotEquals',
  'LessThan',
  'LessThanOrEqual',
  'GreaterThan',
  'GreaterThanOrEqual',
  'Is',
  'IsNot',
  'In',
  'NotIn'
]);

export function isComparison(node: PyNode): boolean {
  return kindOf(node) === 'BinaryOperation' && comparisons.has(operatorOf(node));
}

export function shapeOf(node: PyNode | null): ValueShape {
  if (node === null) {
    return 'unknown';
  }
  switch (kindOf(node)) {
    case 'Number':
    case 'Constant':
    case 'Ellipsis':
    case 'StringList':
      return 'immutable';
    case 'UnaryOperation':
      return operatorOf(node) === 'Not' ? 'immutable' : shapeOf(child(node, 'expr'));
    case 'BinaryOperation':
      return isComparison(node) ? 'immutable' : sameShape(child(node, 'leftExpr'), child(node, 'rightExpr'));
    case 'Ternary':
      return sameShape(child(node, 'ifExpr'), child(node, 'elseExpr'));
    case 'AssignmentExpression':
      return shapeOf(child(node, 'rightExpr'));
    case 'Tuple':
      return children(node, 'items').every(item => shapeOf(item) === 'immutable') ? 'immutable' : 'unknown';
    case 'MemberAccess': {
      const member = child(node, 'member');
      return member !== null && plainAttributes.has(identifier(member)) ? 'immutable' : 'unknown';
    }
    case 'Index':
      return shapeOf(child(node, 'leftExpr')) === 'immutable' ? 'immutable' : 'unknown';
    case 'Lambda':
      return 'lambda';
    case 'Comprehension':
      return flag(node, 'isGenerator') || flag(node, 'hasParens') ? 'generator' : 'unknown';
    case 'Call':
      return shapeOfCall(node);
    default:
      return 'unknown';
  }
}

function sameShape(left: PyNode | null, right: PyNode | null): ValueShape {
  const shape = shapeOf(left);
  return shape === shapeOf(right) ? shape : 'unknown';
}

function shapeOfCall(node: PyNode): ValueShape {
  const callee = child(node, 'leftExpr');
  const path = callee === null ? '' : pathOf(callee);
  if (immutableResults.has(path)) {
    return 'immutable';
  }
  if (/^(open|(gzip|bz2|lzma|io|codecs)\.open)$/.test(path)) {
    return 'file';
  }
  if (/^((threading|multiprocessing|asyncio)\.)?(Lock|RLock|Semaphore|Condition|Event)$/.test(path)) {
    return 'lock';
  }
  return path === 'iter' ? 'iterator' : 'unknown';
}

/** The truth of a constant, as CPython folds it; null when it is known only at run time. */
export function constantTruth(node: PyNode): boolean | null {
  switch (kindOf(node)) {
    case 'Constant':
      return { True: true, Debug: true, False: false, None: false }[constantOf(node)] ?? null;
    case 'Number': {
      const value = number(node, 'value');
      return value === null ? null : value !== 0;
    }
    default:
      return null;
  }
}
