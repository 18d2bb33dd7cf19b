/** Where lowering stands: which scope it is in, and the list of operations that it fills. */
import type { Span } from '../../diagnostics/diagnostic.js';
import type { FunctionBody, Op, ReadOp, Shared, ValueShape, Variable } from './ops.js';
import type { LineTable } from './positions.js';
import { ScopeTree, type Scope } from './scopes.js';
import { identifier, type PyNode } from './tree.js';

/** What all scopes of one cell have in common. */
export class CellText {
  readonly scopes = new ScopeTree();

  constructor(
    readonly text: string,
    readonly lines: LineTable,
    /** `from __future__ import annotations` is in the cell. */
    readonly postponesAnnotations: boolean
  ) {}

  /** The scope of a comprehension that has been lowered. */
  comprehension(node: PyNode): Lowering | undefined {
    return this.comprehensions.get(node);
  }

  rememberComprehension(node: PyNode, lowering: Lowering): void {
    this.comprehensions.set(node, lowering);
  }

  private readonly comprehensions = new Map<PyNode, Lowering>();
}

/** What is being bound to a target. */
export interface BoundValue {
  readonly shape: ValueShape;
  readonly shares: readonly Shared[];
  readonly bodies: readonly FunctionBody[];
}

export const unknownValue: BoundValue = { shape: 'unknown', shares: [], bodies: [] };

export class Lowering {
  readonly ops: Op[] = [];

  constructor(
    readonly cell: CellText,
    readonly scope: Scope
  ) {}

  /** The operations that `fill` puts out, in a list of their own. */
  collect(fill: (inner: Lowering) => void, scope: Scope = this.scope): readonly Op[] {
    const inner = new Lowering(this.cell, scope);
    fill(inner);
    return inner.ops;
  }

  emit(op: Op): void {
    this.ops.push(op);
  }

  /** `super()` looks up `__class__` behind the scenes. */
  read(name: PyNode, called = false, how: ReadOp['how'] = 'code'): void {
    const variable = this.scope.reference(identifier(name), 'read');
    this.emit({ op: 'read', variable, span: this.nameSpan(name), called, how });
    if (variable.name === 'super' && this.scope.kind === 'function') {
      this.scope.reference('__class__', 'read');
    }
  }

  /** `x += 1` and `del x` read `x`, but for CPython's symbol table they only bind it. */
  readBeforeBinding(name: PyNode): Variable {
    const variable = this.scope.reference(identifier(name), 'bind');
    this.emit({ op: 'read', variable, span: this.nameSpan(name), called: false, how: 'code' });
    return variable;
  }

  bind(name: PyNode, value: BoundValue = unknownValue, imported: string | null = null): void {
    const variable = this.scope.reference(identifier(name), 'bind');
    this.emit({ op: 'bind', variable, span: this.nameSpan(name), ...value, imported });
  }

  variable(name: PyNode): Variable {
    return this.scope.reference(identifier(name), 'read');
  }

  span(node: PyNode): Span {
    return this.cell.lines.span(node.start, node.length);
  }

  /** Of the name itself: the node of `(x)` in `(x): int` covers the parentheses too. */
  nameSpan(name: PyNode): Span {
    const token = name.d['token'];
    return typeof token === 'object' && token !== null && 'start' in token && 'length' in token
      ? this.cell.lines.span(Number(token.start), Number(token.length))
      : this.span(name);
  }
}
