/** Lowers simple statements, and hands compound ones on. */
import { exitFunctions } from './known-effects.js';
import { lowerFor, lowerIf, lowerTry, lowerWhile, lowerWith } from './lower-compound.js';
import { lowerExpression, lowerTest } from './lower-expression.js';
import { lambdaBody, lowerClass, lowerFunction, lowerTypeAlias } from './lower-function.js';
import { lowerMatch } from './lower-match.js';
import { bindTarget, deleteTarget, lowerPlace, lowerVariableAnnotation } from './lower-target.js';
import { unknownValue, type BoundValue, type Lowering } from './lowering.js';
import { child, children, flag, identifier, kindOf, moduleName, type PyNode } from './tree.js';
import { ownerName, pathOf, shapeOf, sharedBy } from './value.js';

export function lowerSuite(suite: PyNode, into: Lowering): void {
  children(suite, 'statements').forEach(statement => lowerStatement(statement, into));
}

export function lowerStatement(node: PyNode, into: Lowering): void {
  switch (kindOf(node)) {
    case 'StatementList':
      return children(node, 'statements').forEach(statement => lowerStatement(statement, into));
    case 'If':
      return lowerIf(node, into);
    case 'While':
      return lowerWhile(node, into);
    case 'For':
      return lowerFor(node, into);
    case 'Try':
      return lowerTry(node, into);
    case 'With':
      return lowerWith(node, into);
    case 'Match':
      return lowerMatch(node, into);
    case 'Function':
      return lowerFunction(node, into);
    case 'Class':
      return lowerClass(node, into);
    case 'TypeAlias':
      return lowerTypeAlias(node, into);
    default:
      return lowerSimple(node, into);
  }
}

function lowerSimple(node: PyNode, into: Lowering): void {
  switch (kindOf(node)) {
    case 'Assignment':
      return lowerAssignment(node, into);
    case 'AugmentedAssignment':
      return lowerAugmented(node, into);
    case 'TypeAnnotation':
      return lowerBareAnnotation(node, into);
    case 'Del':
      return children(node, 'targets').forEach(target => deleteTarget(target, into));
    case 'Import':
      return lowerImport(node, into);
    case 'ImportFrom':
      return lowerImportFrom(node, into);
    case 'Global':
      return children(node, 'targets').forEach(name => into.scope.globals.add(into.scope.mangle(identifier(name))));
    case 'Nonlocal':
      return children(node, 'targets').forEach(name => into.scope.nonlocals.add(into.scope.mangle(identifier(name))));
    case 'Assert':
      return lowerAssert(node, into);
    case 'Return':
      lowerExpression(child(node, 'expr'), into);
      return into.emit({ op: 'exit', how: 'return' });
    case 'Raise':
      lowerExpression(child(node, 'expr'), into);
      lowerExpression(child(node, 'fromExpr'), into);
      return into.emit({ op: 'exit', how: 'raise' });
    case 'Break':
      return into.emit({ op: 'exit', how: 'break' });
    case 'Continue':
      return into.emit({ op: 'exit', how: 'continue' });
    default:
      return lowerExpressionStatement(node, into);
  }
}

/** A cell does not go on after `sys.exit()`. */
function lowerExpressionStatement(node: PyNode, into: Lowering): void {
  lowerExpression(node, into);
  const callee = kindOf(node) === 'Call' ? child(node, 'leftExpr') : null;
  if (callee !== null && into.scope.kind === 'module' && exitFunctions.has(pathOf(callee))) {
    into.emit({ op: 'exit', how: 'raise' });
  }
}

/** `a = b = c` comes as Assignment(b, Assignment(a, c)): the value is evaluated first, then bound from left to right. */
function lowerAssignment(node: PyNode, into: Lowering): void {
  const targets: PyNode[] = [];
  let value: PyNode | null = node;
  while (value !== null && kindOf(value) === 'Assignment') {
    targets.unshift(...(child(value, 'leftExpr') === null ? [] : [child(value, 'leftExpr') as PyNode]));
    value = child(value, 'rightExpr');
  }
  const bound = lowerValue(value, targets, into);
  targets.forEach((target, index) => {
    if (!bindPairwise(target, value, into)) {
      bindTarget(
        target,
        { ...bound, shares: [...bound.shares, ...earlierTargets(targets.slice(0, index), into)] },
        into
      );
    }
  });
}

/** In `a = b = []` the second name shares the object of the first. */
function earlierTargets(targets: readonly PyNode[], into: Lowering): BoundValue['shares'] {
  return targets
    .filter(target => kindOf(target) === 'Name')
    .map(target => ({ variable: into.scope.reference(identifier(target), 'bind'), whole: true }));
}

function lowerValue(value: PyNode | null, targets: readonly PyNode[], into: Lowering): BoundValue {
  const [target] = targets;
  if (value !== null && kindOf(value) === 'Lambda' && target !== undefined && kindOf(target) === 'Name') {
    return { shape: 'lambda', shares: [], bodies: [lambdaBody(value, identifier(target), into)] };
  }
  lowerExpression(value, into);
  return { shape: shapeOf(value), shares: sharedBy(value, into), bodies: [] };
}

/** `a, b = c, d` binds one by one, so that `a` shares the object of `c` and of nothing else. */
function bindPairwise(target: PyNode, value: PyNode | null, into: Lowering): boolean {
  const isTuple = (node: PyNode): boolean => ['Tuple', 'List'].includes(kindOf(node));
  if (value === null || !isTuple(target) || !isTuple(value)) {
    return false;
  }
  const [targets, values] = [children(target, 'items'), children(value, 'items')];
  if (targets.length !== values.length || [...targets, ...values].some(item => kindOf(item) === 'Unpack')) {
    return false;
  }
  const bound = values.map(item => ({ shape: shapeOf(item), shares: sharedBy(item, into), bodies: [] }));
  targets.forEach((item, index) => bindTarget(item, bound[index] ?? unknownValue, into));
  return true;
}

/** `x += y` changes the object of `x` where it can, and binds the name. */
function lowerAugmented(node: PyNode, into: Lowering): void {
  const target = child(node, 'destExpr') ?? child(node, 'leftExpr');
  if (target === null) {
    return;
  }
  if (kindOf(target) === 'Name') {
    const variable = into.readBeforeBinding(target);
    lowerExpression(child(node, 'rightExpr'), into);
    const span = into.nameSpan(target);
    into.emit({ op: 'change', variable, span, level: 'certain', by: 'store', path: identifier(target) });
    return into.bind(target, { ...unknownValue, shares: [{ variable, whole: true }] });
  }
  lowerPlace(target, into);
  lowerExpression(child(node, 'rightExpr'), into);
  const owner = ownerName(target);
  if (owner !== null) {
    const change = { variable: into.variable(owner), span: into.span(target), path: pathOf(target) };
    into.emit({ op: 'change', level: 'certain', by: 'store', ...change });
  }
}

/** `x: int` binds nothing, but makes the name local. */
function lowerBareAnnotation(node: PyNode, into: Lowering): void {
  const target = child(node, 'valueExpr');
  if (target !== null && kindOf(target) === 'Name') {
    const token = target.d['token'];
    const isPlain = typeof token === 'object' && token !== null && 'length' in token && token.length === target.length;
    if (isPlain) {
      into.scope.reference(identifier(target), 'bind');
    }
  } else if (target !== null && ['MemberAccess', 'Index'].includes(kindOf(target))) {
    lowerPlace(target, into);
  }
  lowerVariableAnnotation(child(node, 'annotation'), into);
}

function lowerImport(node: PyNode, into: Lowering): void {
  for (const item of children(node, 'list')) {
    const module = child(item, 'module');
    const first = module === null ? undefined : children(module, 'nameParts')[0];
    const alias = child(item, 'alias');
    if (module !== null && first !== undefined) {
      const { parts } = moduleName(module);
      into.bind(alias ?? first, moduleValue, alias === null ? (parts[0] ?? '') : parts.join('.'));
    }
  }
}

const moduleValue: BoundValue = { ...unknownValue, shape: 'module' };

function lowerImportFrom(node: PyNode, into: Lowering): void {
  const module = child(node, 'module');
  const { level, parts } = module === null ? { level: 0, parts: [] } : moduleName(module);
  const dotted = '.'.repeat(level) + parts.join('.');
  if (flag(node, 'isWildcardImport')) {
    return into.emit({ op: 'star', module: dotted, span: into.span(node) });
  }
  for (const item of children(node, 'imports')) {
    const [name, alias] = [child(item, 'name'), child(item, 'alias')];
    if (name !== null) {
      into.bind(alias ?? name, moduleValue, `${dotted}${dotted.endsWith('.') ? '' : '.'}${identifier(name)}`);
    }
  }
}

/** A failing assertion evaluates its message and raises. */
function lowerAssert(node: PyNode, into: Lowering): void {
  const test = lowerTest(child(node, 'testExpr'), into);
  const body = into.collect(inner => {
    lowerExpression(child(node, 'exceptionExpr'), inner);
    inner.emit({ op: 'exit', how: 'raise' });
  });
  into.emit({ op: 'branch', arms: [{ test: { test: 'not', operand: test }, body }], otherwise: [] });
}
