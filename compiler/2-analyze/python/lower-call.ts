/** Lowers calls: what is called, with what, and what the call may change by the look of it. */
import { accessMethods, mutatingMethods, pureMethods } from './known-effects.js';
import { lowerExpression } from './lower-expression.js';
import { lambdaBody } from './lower-function.js';
import type { Lowering } from './lowering.js';
import type { CallArgument, ChangeLevel, FunctionBody, Shared } from './ops.js';
import { plainText } from './strings.js';
import { child, children, constantOf, identifier, kindOf, number, type PyNode } from './tree.js';
import { leftmostName, ownerName, pathOf, sharedBy } from './value.js';

export function lowerCall(node: PyNode, into: Lowering): void {
  const callee = child(node, 'leftExpr');
  const passed = children(node, 'args');
  if (callee !== null && kindOf(callee) === 'Name') {
    into.read(callee, true);
  } else {
    lowerExpression(callee, into);
  }
  const bodies = passed.map(argument => lowerArgument(argument, into));
  if (callee !== null) {
    const method = kindOf(callee) === 'MemberAccess' ? methodOf(callee) : null;
    const sharing = passed.map(argument => sharedBy(child(argument, 'valueExpr'), into));
    if (method !== null) {
      lowerMethod(callee, method, passed, sharing.flat(), into);
    }
    emitCall(
      node,
      callee,
      passed.map((argument, index) => argumentOf(argument, index, sharing[index] ?? [], bodies[index] ?? null, into)),
      into
    );
    namesInQuery(method, passed, into);
  }
}

/** The body of a lambda that is passed in place. */
function lowerArgument(argument: PyNode, into: Lowering): FunctionBody | null {
  const value = child(argument, 'valueExpr');
  if (value === null || kindOf(value) !== 'Lambda') {
    lowerExpression(value, into);
    return null;
  }
  const body = lambdaBody(value, '<lambda>', into);
  into.emit({ op: 'closure', body, decorated: false, span: into.span(value) });
  return body;
}

function methodOf(callee: PyNode): string {
  const member = child(callee, 'member');
  return member === null ? '' : identifier(member);
}

/** What a method does to the object that it belongs to. */
function lowerMethod(
  callee: PyNode,
  method: string,
  passed: readonly PyNode[],
  sharing: readonly Shared[],
  into: Lowering
): void {
  const level = levelOf(method, passed);
  const base = child(callee, 'leftExpr');
  const owner = base === null ? null : ownerName(base);
  if (level === null || base === null) {
    return;
  }
  const [span, path] = [into.span(callee), pathOf(callee)];
  if (owner !== null) {
    const variable = into.variable(owner);
    into.emit({ op: 'change', variable, span, level, by: 'method', path });
    if (sharing.length > 0 && level === 'certain') {
      into.emit({ op: 'share', variable, shares: sharing.map(shared => ({ ...shared, whole: false })) });
    }
    return;
  }
  for (const { variable } of sharedBy(base, into)) {
    into.emit({ op: 'change', variable, span, level: 'possible', by: 'method', path });
  }
}

function levelOf(method: string, passed: readonly PyNode[]): ChangeLevel | null {
  if (mutatingMethods.has(method) || passed.some(isInPlace)) {
    return 'certain';
  }
  return isKnown(method) ? null : 'possible';
}

function isKnown(method: string): boolean {
  return pureMethods.has(method) || accessMethods.has(method) || mutatingMethods.has(method);
}

function isInPlace(argument: PyNode): boolean {
  const [name, value] = [child(argument, 'name'), child(argument, 'valueExpr')];
  return (
    name !== null &&
    identifier(name) === 'inplace' &&
    value !== null &&
    kindOf(value) === 'Constant' &&
    constantOf(value) === 'True'
  );
}

function emitCall(node: PyNode, callee: PyNode, passed: readonly CallArgument[], into: Lowering): void {
  const root = leftmostName(callee);
  into.emit({
    op: 'call',
    root: root === null ? null : into.variable(root),
    path: pathOf(callee),
    callee: kindOf(callee) === 'Name' ? sharedBy(callee, into) : [],
    knownMethod: kindOf(callee) === 'MemberAccess' && isKnown(methodOf(callee)),
    span: into.span(node),
    arguments: passed
  });
}

const UNPACKED = 0;

function argumentOf(
  argument: PyNode,
  position: number,
  shares: readonly Shared[],
  body: FunctionBody | null,
  into: Lowering
): CallArgument {
  const name = child(argument, 'name');
  const value = child(argument, 'valueExpr');
  const text = value === null ? null : plainText(value);
  return {
    position: name === null && number(argument, 'argCategory') === UNPACKED ? position : null,
    keyword: name === null ? null : identifier(name),
    shares,
    body,
    text: text === null || value === null ? null : { value: text, span: into.span(value) }
  };
}

/** `df.query("a > @limit")` reads `limit` at run time. */
function namesInQuery(method: string | null, passed: readonly PyNode[], into: Lowering): void {
  if (method !== 'query' && method !== 'eval') {
    return;
  }
  for (const argument of passed) {
    const value = child(argument, 'valueExpr');
    const text = value === null ? null : plainText(value);
    for (const [, name = ''] of text?.matchAll(/@([A-Za-z_]\w*)/g) ?? []) {
      const variable = into.scope.reference(name, 'read');
      into.emit({ op: 'read', variable, span: into.span(argument), called: false, how: 'text' });
    }
  }
}
