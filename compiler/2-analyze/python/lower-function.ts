/** Lowers what has a scope of its own: functions, lambdas, classes, comprehensions, type parameters and type aliases. */
import { localCode } from '../../1-read/ipython/translation.js';
import { lowerAll, lowerExpression, lowerTest } from './lower-expression.js';
import { lowerSuite } from './lower-statement.js';
import { bindTarget } from './lower-target.js';
import { unknownValue, type BoundValue, type Lowering } from './lowering.js';
import type { FunctionBody, Op, Variable } from './ops.js';
import { visitOps } from './reach.js';
import type { Scope } from './scopes.js';
import { child, children, identifier, kindOf, type PyNode } from './tree.js';
import { leftmostName, sharedBy } from './value.js';

export function lowerFunction(node: PyNode, into: Lowering): void {
  const name = child(node, 'name');
  const parameters = children(node, 'params');
  lowerDecorators(node, into);
  lowerAll(
    parameters.flatMap(parameter => child(parameter, 'defaultValue') ?? []),
    into
  );
  const outer = lowerTypeParameters(node, into);
  const annotations = [...parameters.map(parameter => child(parameter, 'annotation')), child(node, 'returnAnnotation')];
  into.emit({
    op: 'annotation',
    ops: into.collect(inner => annotations.forEach(annotation => lowerAnnotation(annotation, inner)), outer)
  });
  const scope = into.cell.scopes.open('function', outer);
  const suite = child(node, 'suite');
  const body = functionBody(name === null ? '' : identifier(name), parameters, scope, into, inner => {
    if (suite !== null) {
      lowerSuite(suite, inner);
    }
  });
  const decorators = children(node, 'decorators');
  if (decorators.length > 0) {
    into.emit({ op: 'closure', body, decorated: true, span: name === null ? into.span(node) : into.nameSpan(name) });
  }
  if (name !== null && identifier(name) === localCode) {
    into.emit({ op: 'closure', body, decorated: false, span: into.span(node) });
  } else if (name !== null) {
    const made = madeOf(
      identifier(name),
      decorators.map(each => child(each, 'expr')),
      outer,
      into
    );
    into.bind(name, { shape: 'function', shares: [], bodies: [body, ...made] });
  }
}

/** Whoever uses what decorators or base classes have made uses their code as well. */
function madeOf(
  name: string,
  makers: readonly (PyNode | null)[],
  scope: Scope,
  into: Lowering
): readonly FunctionBody[] {
  const names = makers.flatMap(maker => (maker === null ? [] : (leftmostName(maker) ?? [])));
  const ops = into.collect(inner => names.forEach(each => inner.read(each, true)), scope);
  return names.length === 0 ? [] : [{ scope: scope.id, name, parameters: [], defaults: [], ops }];
}

/** A decorator is called with what it decorates. */
function lowerDecorators(node: PyNode, into: Lowering): void {
  for (const decorator of children(node, 'decorators')) {
    const expression = child(decorator, 'expr');
    if (expression !== null && kindOf(expression) === 'Name') {
      into.read(expression, true);
    } else {
      lowerExpression(expression, into);
    }
  }
}

/** Annotations whose evaluation `from __future__ import annotations` puts off leave no trace in CPython's symbol table. */
export function lowerAnnotation(node: PyNode | null, into: Lowering): void {
  if (!into.cell.postponesAnnotations) {
    lowerExpression(node, into);
  }
}

/** Opens the scope of `[T: Bound = Default]`; without type parameters it is the scope around. */
function lowerTypeParameters(node: PyNode, into: Lowering): Scope {
  const list = child(node, 'typeParams');
  if (list === null) {
    return into.scope;
  }
  const scope = into.cell.scopes.open('type-parameters', into.scope);
  const ops = into.collect(inner => {
    for (const parameter of children(list, 'params')) {
      const name = child(parameter, 'name');
      if (name !== null) {
        inner.bind(name);
      }
      lowerExpression(child(parameter, 'boundExpr'), inner);
      lowerExpression(child(parameter, 'defaultExpr'), inner);
    }
  }, scope);
  ops.forEach(op => into.emit(op));
  return scope;
}

function functionBody(
  name: string,
  parameters: readonly PyNode[],
  scope: Scope,
  into: Lowering,
  fill: (inner: Lowering) => void
): FunctionBody {
  const variables: Variable[] = parameters.flatMap(parameter => {
    const parameterName = child(parameter, 'name');
    return parameterName === null ? [] : [scope.reference(identifier(parameterName), 'bind')];
  });
  const named = parameters.filter(parameter => child(parameter, 'name') !== null);
  const defaults = named.map(parameter => sharedBy(child(parameter, 'defaultValue'), into));
  return { scope: scope.id, name, parameters: variables, defaults, ops: into.collect(fill, scope) };
}

export function lambdaBody(node: PyNode, name: string, into: Lowering): FunctionBody {
  const parameters = children(node, 'params');
  lowerAll(
    parameters.flatMap(parameter => child(parameter, 'defaultValue') ?? []),
    into
  );
  const scope = into.cell.scopes.open('function', into.scope);
  return functionBody(name, parameters, scope, into, inner => lowerExpression(child(node, 'expr'), inner));
}

export function lowerLambda(node: PyNode, into: Lowering): void {
  const body = lambdaBody(node, '<lambda>', into);
  into.emit({ op: 'closure', body, decorated: false, span: into.span(node) });
}

export function lowerClass(node: PyNode, into: Lowering): void {
  const name = child(node, 'name');
  const suite = child(node, 'suite');
  lowerDecorators(node, into);
  const outer = lowerTypeParameters(node, into);
  into.collect(inner => lowerAll(children(node, 'arguments'), inner), outer).forEach(op => into.emit(op));
  const scope = into.cell.scopes.open('class', outer, name === null ? '' : identifier(name));
  const ops = into.collect(inner => {
    for (const implicit of ['__module__', '__qualname__']) {
      const variable = scope.reference(implicit, 'bind');
      const span = into.span(node);
      inner.emit({ op: 'bind', variable, span, ...unknownValue, shape: 'immutable', imported: null });
    }
    if (suite !== null) {
      lowerSuite(suite, inner);
    }
  }, scope);
  ops.forEach(op => into.emit(op));
  if (name !== null) {
    const bases = children(node, 'arguments').map(argument => child(argument, 'valueExpr'));
    const decorators = children(node, 'decorators').map(decorator => child(decorator, 'expr'));
    const made = madeOf(identifier(name), [...decorators, ...bases], outer, into);
    into.bind(name, { shape: 'class', shares: [], bodies: [...bodiesIn(ops), ...made] });
  }
}

/** Code that a class carries along: its methods, and the lambdas among its attributes. */
function bodiesIn(ops: readonly Op[]): readonly FunctionBody[] {
  const bodies = new Set<FunctionBody>();
  visitOps(ops, op => {
    if (op.op === 'bind') {
      op.bodies.forEach(body => bodies.add(body));
    } else if (op.op === 'closure') {
      bodies.add(op.body);
    }
  });
  return [...bodies];
}

/** The first iterable is evaluated outside, everything else inside; a generator expression is taken as if it ran at once. */
export function lowerComprehension(node: PyNode, into: Lowering): void {
  const clauses = children(node, 'forIfNodes');
  const first = clauses[0] === undefined ? null : child(clauses[0], 'iterableExpr');
  lowerExpression(first, into);
  const scope = into.cell.scopes.open('comprehension', into.scope);
  const outerShares = sharedBy(first, into).map(({ variable }) => ({ variable, whole: false }));
  into
    .collect(inner => {
      into.cell.rememberComprehension(node, inner);
      lowerClause(node, 0, { ...unknownValue, shares: outerShares }, inner);
    }, scope)
    .forEach(op => into.emit(op));
}

function lowerClause(node: PyNode, index: number, value: BoundValue, into: Lowering): void {
  const clause = children(node, 'forIfNodes')[index];
  if (clause === undefined) {
    return lowerExpression(child(node, 'expr'), into);
  }
  if (kindOf(clause) === 'ComprehensionIf') {
    const test = lowerTest(child(clause, 'testExpr'), into);
    const body = into.collect(inner => lowerClause(node, index + 1, unknownValue, inner));
    return into.emit({ op: 'branch', arms: [{ test, body }], otherwise: [] });
  }
  const iterable = child(clause, 'iterableExpr');
  if (index > 0) {
    lowerExpression(iterable, into);
  }
  const shares =
    index > 0 ? sharedBy(iterable, into).map(({ variable }) => ({ variable, whole: false })) : value.shares;
  const target = child(clause, 'targetExpr');
  const head = into.collect(inner => bindTarget(target, { ...unknownValue, shares }, inner));
  const body = into.collect(inner => lowerClause(node, index + 1, unknownValue, inner));
  into.emit({ op: 'loop', test: null, head, body, otherwise: [] });
}

/** `type A[T] = …` is evaluated when somebody asks for the value, like a function. */
export function lowerTypeAlias(node: PyNode, into: Lowering): void {
  const name = child(node, 'name');
  const outer = lowerTypeParameters(node, into);
  const scope = into.cell.scopes.open('function', outer);
  const body = functionBody('', [], scope, into, inner => lowerExpression(child(node, 'expr'), inner));
  if (name !== null) {
    into.bind(name, { shape: 'unknown', shares: [], bodies: [body] });
  }
}
