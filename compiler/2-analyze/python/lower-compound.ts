/** Lowers `if`, `while`, `for`, `try` and `with`. */
import { swallowingContexts } from './known-effects.js';
import { lowerExpression, lowerTest } from './lower-expression.js';
import { lowerStatement, lowerSuite } from './lower-statement.js';
import { bindTarget } from './lower-target.js';
import { unknownValue, type Lowering } from './lowering.js';
import type { Handler, Op, Test } from './ops.js';
import { child, children, flag, identifier, kindOf, type PyNode } from './tree.js';
import { pathOf, shapeOf, sharedBy } from './value.js';

/** A chain of `elif` becomes one branch with many arms, so that a long one is not a deep one. */
export function lowerIf(node: PyNode, into: Lowering): void {
  const arms: { readonly test: Test; readonly body: readonly Op[] }[] = [];
  let rest: PyNode | null = node;
  while (rest !== null && kindOf(rest) === 'If') {
    arms.push({ test: lowerTest(child(rest, 'testExpr'), into), body: suiteOps(child(rest, 'ifSuite'), into) });
    rest = child(rest, 'elseSuite');
  }
  into.emit({ op: 'branch', arms, otherwise: suiteOps(rest, into) });
}

export function lowerWhile(node: PyNode, into: Lowering): void {
  into.emit({
    op: 'loop',
    test: lowerTest(child(node, 'testExpr'), into),
    head: [],
    body: suiteOps(child(node, 'whileSuite'), into),
    otherwise: suiteOps(child(node, 'elseSuite'), into)
  });
}

export function lowerFor(node: PyNode, into: Lowering): void {
  const iterable = child(node, 'iterableExpr');
  lowerExpression(iterable, into);
  const shares = sharedBy(iterable, into).map(({ variable }) => ({ variable, whole: false }));
  into.emit({
    op: 'loop',
    test: null,
    head: into.collect(inner => bindTarget(child(node, 'targetExpr'), { ...unknownValue, shares }, inner)),
    body: suiteOps(child(node, 'forSuite'), into),
    otherwise: suiteOps(child(node, 'elseSuite'), into)
  });
}

export function lowerTry(node: PyNode, into: Lowering): void {
  const clauses = children(node, 'exceptClauses');
  const final = child(node, 'finallySuite');
  into.emit({
    op: 'try',
    body: suiteOps(child(node, 'trySuite'), into),
    handlers: clauses.map(clause => lowerHandler(clause, into)),
    otherwise: suiteOps(child(node, 'elseSuite'), into),
    final: final === null ? null : suiteOps(final, into),
    group: clauses.some(clause => flag(clause, 'isExceptGroup')),
    expectsUnbound: clauses.some(takesNameError)
  });
}

/** Python deletes the name of `except … as name` however the handler ends. */
function lowerHandler(clause: PyNode, into: Lowering): Handler {
  const name = child(clause, 'name');
  const body = suiteOps(child(clause, 'exceptSuite'), into);
  const type = into.collect(inner => lowerExpression(child(clause, 'typeExpr'), inner));
  if (name === null) {
    return { type, body };
  }
  const bind = into.collect(inner => inner.bind(name));
  const variable = into.scope.reference(identifier(name), 'bind');
  const final: readonly Op[] = [{ op: 'unbind', variable, span: into.nameSpan(name), implicit: true }];
  return {
    type,
    body: [...bind, { op: 'try', body, handlers: [], otherwise: [], final, group: false, expectsUnbound: false }]
  };
}

function takesNameError(clause: PyNode): boolean {
  const type = child(clause, 'typeExpr');
  const types = type === null ? [] : kindOf(type) === 'Tuple' ? children(type, 'items') : [type];
  return (
    type === null ||
    types.some(each => ['NameError', 'UnboundLocalError', 'Exception', 'BaseException'].includes(pathOf(each)))
  );
}

/** `with a as x, b as y` is one block in another. */
export function lowerWith(node: PyNode, into: Lowering): void {
  const items = children(node, 'withItems');
  const suite = child(node, 'suite');
  const nest = (index: number, at: Lowering): void => {
    const item = items[index];
    if (item === undefined) {
      return suite === null ? undefined : lowerSuite(suite, at);
    }
    const context = child(item, 'expr');
    lowerExpression(context, at);
    const body = at.collect(inner => {
      bindTarget(child(item, 'target'), { shape: shapeOf(context), shares: sharedBy(context, at), bodies: [] }, inner);
      nest(index + 1, inner);
    });
    at.emit({ op: 'with', body, swallows: swallows(context) });
  };
  nest(0, into);
}

function swallows(context: PyNode | null): boolean {
  const callee = context !== null && kindOf(context) === 'Call' ? child(context, 'leftExpr') : null;
  return callee !== null && swallowingContexts.has(pathOf(callee).split('.').pop() ?? '');
}

function suiteOps(node: PyNode | null, into: Lowering): readonly Op[] {
  return into.collect(inner => {
    if (node !== null) {
      (kindOf(node) === 'Suite' ? lowerSuite : lowerStatement)(node, inner);
    }
  });
}
