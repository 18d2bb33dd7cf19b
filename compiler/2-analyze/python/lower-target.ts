/** Lowers what stands left of `=`, after `for`, `as` and `del`. */
import { lowerAll, lowerExpression } from './lower-expression.js';
import { lowerAnnotation } from './lower-function.js';
import { unknownValue, type BoundValue, type Lowering } from './lowering.js';
import { child, children, kindOf, type PyNode } from './tree.js';
import { ownerName, pathOf, sharedBy } from './value.js';

export function bindTarget(target: PyNode | null, value: BoundValue, into: Lowering): void {
  if (target === null) {
    return;
  }
  switch (kindOf(target)) {
    case 'Name':
      return into.bind(target, value);
    case 'Tuple':
    case 'List':
      return children(target, 'items').forEach(item => bindTarget(item, partOf(value), into));
    case 'Unpack':
      return bindTarget(child(target, 'expr'), partOf(value), into);
    case 'TypeAnnotation':
      bindTarget(child(target, 'valueExpr'), value, into);
      return lowerVariableAnnotation(child(target, 'annotation'), into);
    case 'MemberAccess':
    case 'Index':
      return storeInto(target, value, into);
    default:
      return lowerExpression(target, into);
  }
}

function partOf(value: BoundValue): BoundValue {
  return {
    ...unknownValue,
    shape: value.shape === 'immutable' ? 'immutable' : 'unknown',
    shares: value.shares.map(({ variable }) => ({ variable, whole: false }))
  };
}

/** Python evaluates the annotations of module and class variables, never those of local ones. */
export function lowerVariableAnnotation(annotation: PyNode | null, into: Lowering): void {
  const ops = into.collect(inner => lowerAnnotation(annotation, inner));
  if (into.scope.kind !== 'function') {
    into.emit({ op: 'annotation', ops });
  }
}

/** `x.a = v`, `x[i] = v`: changes `x`, which from now on holds `v`. */
export function storeInto(target: PyNode, value: BoundValue, into: Lowering): void {
  lowerPlace(target, into);
  const owner = ownerName(target);
  const [span, path] = [into.span(target), pathOf(target)];
  if (owner === null) {
    for (const { variable } of sharedBy(target, into)) {
      into.emit({ op: 'change', variable, span, level: 'possible', by: 'store', path });
    }
    return;
  }
  const variable = into.variable(owner);
  into.emit({ op: 'change', variable, span, level: 'certain', by: 'store', path });
  if (value.shares.length > 0) {
    into.emit({ op: 'share', variable, shares: value.shares.map(shared => ({ ...shared, whole: false })) });
  }
}

/** Evaluates all of `x.a` or `x[i]` but the last access. */
export function lowerPlace(target: PyNode, into: Lowering): void {
  lowerExpression(child(target, 'leftExpr'), into);
  if (kindOf(target) === 'Index') {
    lowerAll(children(target, 'items'), into);
  }
}

export function deleteTarget(target: PyNode, into: Lowering): void {
  switch (kindOf(target)) {
    case 'Name': {
      const variable = into.readBeforeBinding(target);
      return into.emit({ op: 'unbind', variable, span: into.nameSpan(target), implicit: false });
    }
    case 'Tuple':
    case 'List':
      return children(target, 'items').forEach(item => deleteTarget(item, into));
    default:
      return storeInto(target, unknownValue, into);
  }
}
