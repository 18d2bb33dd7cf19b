/**
 * Facts about one cell that depend on its text alone, so that they can be kept by text while the user types elsewhere.
 * Everything that depends on other cells is worked out from these.
 */
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type { ScopeOps } from './ops.js';

/** An imported module or name: `from a.b import c as d` is {module: 'a.b', name: 'c', binds: 'd', level: 0}. */
export interface ImportedName {
  readonly module: string;
  readonly name: string | null;
  /** The name that the import binds; null for `import *`. */
  readonly binds: string | null;
  /** Leading dots of a relative import. */
  readonly level: number;
}

/**
 * `definition`: a `def`, `class` or `name = lambda` at the top level of the cell. `pure-assignment`: binds plain names to an
 * expression that can have no effect (no call, await, attribute or item store). `effect`: everything else.
 */
export type StatementKind = 'import' | 'definition' | 'pure-assignment' | 'effect';

/** One top-level statement. Line magics and shell lines count as statements; a `%%` cell is one statement. */
export interface Statement {
  readonly kind: StatementKind;
  /** A definition that may do more than bind its name: a decorator may register it, a metaclass may act on it. */
  readonly hasEffect: boolean;
  readonly span: Span;
  /** Names that it may bind in the module, directly. */
  readonly binds: readonly string[];
  /** Module-level names that it reads, now or when a function defined in it is called; builtins included. */
  readonly reads: readonly string[];
  readonly imports: readonly ImportedName[];
  /** Text that is equal for two statements exactly when Python would see the same program: no comments, layout, quote style. */
  readonly normal: string;
}

export interface CellAnalysis {
  readonly statements: readonly Statement[];
  /** The cell's module-level operations, for flow analysis. */
  readonly ops: ScopeOps;
  /** Syntax errors and findings that need no other cell (`history`, `input-call`, `install-in-step`, …); without `cell`. */
  readonly findings: readonly Omit<Diagnostic, 'cell'>[];
}
