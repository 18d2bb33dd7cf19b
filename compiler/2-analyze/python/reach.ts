/** Everything that a compound operation may bind or delete, whichever path it takes. */
import type { Op, Shared, Test, Variable } from './ops.js';

export interface Reach {
  readonly binds: readonly { readonly variable: Variable; readonly shares: readonly Shared[] }[];
  readonly unbinds: readonly Variable[];
}

export function reachOf(op: Op): Reach {
  const binds: { readonly variable: Variable; readonly shares: readonly Shared[] }[] = [];
  const unbinds: Variable[] = [];
  visitOps([op], inner => {
    if (inner.op === 'bind' || inner.op === 'share') {
      binds.push(inner);
    } else if (inner.op === 'unbind') {
      unbinds.push(inner.variable);
    }
  });
  return { binds, unbinds };
}

/** Calls `visit` for every operation in execution order, outer ones first; bodies of functions are not entered. */
export function visitOps(ops: readonly Op[], visit: (op: Op) => void): void {
  for (const op of ops) {
    visit(op);
    for (const part of partsOf(op)) {
      visitOps(part, visit);
    }
  }
}

function partsOf(op: Op): readonly (readonly Op[])[] {
  switch (op.op) {
    case 'annotation':
      return [op.ops];
    case 'test':
      return testParts(op.test);
    case 'branch':
      return [...op.arms.flatMap(({ test, body }) => [...testParts(test), body]), op.otherwise];
    case 'loop':
      return [...(op.test === null ? [] : testParts(op.test)), op.head, op.body, op.otherwise];
    case 'try':
      return [op.body, ...op.handlers.flatMap(({ type, body }) => [type, body]), op.otherwise, op.final ?? []];
    case 'with':
      return [op.body];
    case 'match':
      return op.cases.flatMap(({ reads, binds, guard, body }) => [
        reads,
        binds,
        ...(guard === null ? [] : testParts(guard)),
        body
      ]);
    case 'read':
    case 'bind':
    case 'unbind':
    case 'share':
    case 'change':
    case 'call':
    case 'closure':
    case 'star':
    case 'exit':
      return [];
  }
}

function testParts(test: Test): readonly (readonly Op[])[] {
  switch (test.test) {
    case 'constant':
      return [];
    case 'ops':
      return [test.ops];
    case 'not':
      return testParts(test.operand);
    case 'and':
    case 'or':
      return [...testParts(test.left), ...testParts(test.right)];
    case 'choice':
      return [...testParts(test.condition), ...testParts(test.then), ...testParts(test.otherwise)];
  }
}
