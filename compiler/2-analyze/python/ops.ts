/**
 * What a piece of Python does to names, in the order in which it does it. The parser's tree is lowered to these operations
 * once; all later analysis works on them alone, so that the parser can be replaced.
 */
import type { Span } from '../../diagnostics/diagnostic.js';

/** Number of a scope inside one cell; 0 is the module. */
export type ScopeId = number;

export const MODULE: ScopeId = 0;

/** A name and the scope that it lives in, by the rules of CPython's symbol table. */
export interface Variable {
  readonly name: string;
  readonly scope: ScopeId;
  /** A name of a class body: where the class has not bound it yet, Python looks into the module. */
  readonly orModule: boolean;
}

/** What is known about a value from the expression that makes it. */
export type ValueShape =
  'immutable' | 'function' | 'lambda' | 'class' | 'module' | 'generator' | 'file' | 'lock' | 'iterator' | 'unknown';

/** `certain`: the object changes. `possible`: some code that we do not see gets hold of it. */
export type ChangeLevel = 'certain' | 'possible';

export interface ReadOp {
  readonly op: 'read';
  readonly variable: Variable;
  readonly span: Span;
  /** Called on the spot; otherwise used as a value, which may be called later by someone else. */
  readonly called: boolean;
  /**
   * `text`: named inside a string, as in `df.query("a > @limit")`. `optional`: read only if it exists, as `$name` in a shell
   * line.
   */
  readonly how: 'code' | 'text' | 'optional';
}

export interface BindOp {
  readonly op: 'bind';
  readonly variable: Variable;
  readonly span: Span;
  readonly shape: ValueShape;
  /** Variables whose object, or a part of it, the name now shares. */
  readonly shares: readonly Shared[];
  /** Code that runs when the value is called, or when its methods are. */
  readonly bodies: readonly FunctionBody[];
  /** Of an import: the dotted name of what is imported, with the dots of a relative import. */
  readonly imported: string | null;
}

/** `whole`: the very object. Otherwise a part of it: an element, an attribute, a view. */
export interface Shared {
  readonly variable: Variable;
  readonly whole: boolean;
}

/** The object gets hold of others, as by `models.append(model)`. */
export interface ShareOp {
  readonly op: 'share';
  readonly variable: Variable;
  readonly shares: readonly Shared[];
}

export interface UnbindOp {
  readonly op: 'unbind';
  readonly variable: Variable;
  readonly span: Span;
  /** Python does it by itself, at the end of `except … as name`. */
  readonly implicit: boolean;
}

export interface ChangeOp {
  readonly op: 'change';
  readonly variable: Variable;
  readonly span: Span;
  readonly level: ChangeLevel;
  /** `store`: `x.a = …`, `x[…] = …`, `del x[…]`. Otherwise a method of it is called. */
  readonly by: 'store' | 'method';
  /** Dotted path of what is changed, such as `plt.rcParams[]` or `os.environ.update`. */
  readonly path: string;
}

/** A call whose effect depends on what the called name means, which only the whole notebook knows. */
export interface CallOp {
  readonly op: 'call';
  /** Null when the callee starts with no name. */
  readonly root: Variable | null;
  /** Dotted, with `()` for a call and `[]` for an item: `np.random.seed`, `Path().write_text`. */
  readonly path: string;
  /** What a callee that is a plain name shares its object with, such as the list behind `add = items.append`. */
  readonly callee: readonly Shared[];
  /** A method whose effect is known by its name alone: it keeps its hands off its arguments. */
  readonly knownMethod: boolean;
  readonly span: Span;
  readonly arguments: readonly CallArgument[];
}

export interface CallArgument {
  readonly position: number | null;
  readonly keyword: string | null;
  readonly shares: readonly Shared[];
  /** A lambda that is written in place. */
  readonly body: FunctionBody | null;
  readonly text: { readonly value: string; readonly span: Span } | null;
}

/** A function, lambda or other code whose execution is put off. */
export interface FunctionBody {
  readonly scope: ScopeId;
  readonly name: string;
  readonly parameters: readonly Variable[];
  /** What each parameter's default shares; as long as `parameters`, or empty. */
  readonly defaults: readonly (readonly Shared[])[];
  readonly ops: readonly Op[];
}

/**
 * A function that is made and given away without a name of its own. `decorated`: what gets it is a decorator, which usually
 * keeps it, but may call it.
 */
export interface ClosureOp {
  readonly op: 'closure';
  readonly body: FunctionBody;
  readonly decorated: boolean;
  readonly span: Span;
}

export interface StarOp {
  readonly op: 'star';
  readonly module: string;
  readonly span: Span;
}

/** Annotations: evaluated where they stand unless the notebook puts that off. */
export interface AnnotationOp {
  readonly op: 'annotation';
  readonly ops: readonly Op[];
}

/** Code that may or may not be reached, such as the third operand of `a < b < c`. */
export interface TestOp {
  readonly op: 'test';
  readonly test: Test;
}

export interface BranchOp {
  readonly op: 'branch';
  readonly arms: readonly { readonly test: Test; readonly body: readonly Op[] }[];
  readonly otherwise: readonly Op[];
}

export interface LoopOp {
  readonly op: 'loop';
  /** Of a `while`; null for a `for`. */
  readonly test: Test | null;
  /** At the start of each round of a `for`: the target is bound. */
  readonly head: readonly Op[];
  readonly body: readonly Op[];
  readonly otherwise: readonly Op[];
}

export interface Handler {
  readonly type: readonly Op[];
  readonly body: readonly Op[];
}

export interface TryOp {
  readonly op: 'try';
  readonly body: readonly Op[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Op[];
  readonly final: readonly Op[] | null;
  /** `except*`: several handlers may run, one after the other. */
  readonly group: boolean;
  /** A handler takes a NameError, so that an unbound name is expected. */
  readonly expectsUnbound: boolean;
}

export interface WithOp {
  readonly op: 'with';
  readonly body: readonly Op[];
  /** As with `contextlib.suppress`: the body may end early and the program goes on. */
  readonly swallows: boolean;
}

export interface MatchOp {
  readonly op: 'match';
  readonly cases: readonly {
    readonly reads: readonly Op[];
    readonly binds: readonly Op[];
    readonly irrefutable: boolean;
    readonly guard: Test | null;
    readonly body: readonly Op[];
  }[];
}

export interface ExitOp {
  readonly op: 'exit';
  readonly how: 'break' | 'continue' | 'return' | 'raise';
}

export type Op =
  | ReadOp
  | BindOp
  | ShareOp
  | UnbindOp
  | ChangeOp
  | CallOp
  | ClosureOp
  | StarOp
  | AnnotationOp
  | TestOp
  | BranchOp
  | LoopOp
  | TryOp
  | WithOp
  | MatchOp
  | ExitOp;

/** A condition, kept as a tree so that `if a and (n := f()): use(n)` is understood exactly. */
export type Test =
  | { readonly test: 'ops'; readonly ops: readonly Op[] }
  | { readonly test: 'constant'; readonly value: boolean }
  | { readonly test: 'not'; readonly operand: Test }
  | { readonly test: 'and' | 'or'; readonly left: Test; readonly right: Test }
  | { readonly test: 'choice'; readonly condition: Test; readonly then: Test; readonly otherwise: Test };

/** The operations of a module, one list for each of its top-level statements. */
export interface ScopeOps {
  readonly statements: readonly (readonly Op[])[];
  /** `from __future__ import annotations` is in it. */
  readonly postponesAnnotations: boolean;
}
