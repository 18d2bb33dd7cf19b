/**
 * Which scope a name belongs to, by the rules of CPython's symbol table: a name is local where it is bound, class bodies are
 * invisible from inside, comprehensions and type parameters have scopes of their own.
 */
import { MODULE, type ScopeId, type Variable } from './ops.js';

export type ScopeKind = 'module' | 'function' | 'class' | 'comprehension' | 'type-parameters';

/** A variable whose home is not known before the whole cell has been read. */
interface Reference {
  readonly name: string;
  scope: ScopeId;
  orModule: boolean;
}

export class Scope {
  readonly bound = new Set<string>();
  readonly read = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly references = new Map<string, Reference>();

  constructor(
    readonly id: ScopeId,
    readonly kind: ScopeKind,
    readonly parent: Scope | null,
    /** Name of the innermost class around, for `__private` names. */
    readonly className: string | null
  ) {}

  /** The variable that a name stands for here; complete only after `ScopeTree.resolve`. */
  reference(name: string, use: 'read' | 'bind'): Variable {
    const mangled = this.mangle(name);
    (use === 'read' ? this.read : this.bound).add(mangled);
    const known = this.references.get(mangled);
    if (known !== undefined) {
      return known;
    }
    const reference: Reference = { name: mangled, scope: MODULE, orModule: false };
    this.references.set(mangled, reference);
    return reference;
  }

  /** `__name` inside `class _Cell` is `_Cell__name`. */
  mangle(name: string): string {
    const owner = this.className?.replace(/^_+/, '') ?? '';
    return owner === '' || !name.startsWith('__') || name.endsWith('__') || name.includes('.')
      ? name
      : `_${owner}${name}`;
  }

  /** The scope in which `name := …` binds: comprehensions are transparent for it. */
  get forWalrus(): Scope {
    return this.kind === 'comprehension' && this.parent !== null ? this.parent.forWalrus : this;
  }
}

export class ScopeTree {
  readonly module = new Scope(MODULE, 'module', null, null);

  open(kind: ScopeKind, parent: Scope, className: string | null = parent.className): Scope {
    const scope = new Scope(this.scopes.length, kind, parent, className);
    this.scopes.push(scope);
    return scope;
  }

  /** Finds the home of every name; to be called once, when all scopes are filled. */
  resolve(): void {
    for (const scope of this.scopes) {
      for (const reference of scope.references.values()) {
        const home = homeOf(reference.name, scope);
        reference.scope = home.id;
        reference.orModule = home.kind === 'class' && reference.name !== '__class__';
      }
    }
  }

  /** Module-level names that are read and that are bound, in any scope: what CPython's `symtable` calls global. */
  moduleNames(): { readonly reads: ReadonlySet<string>; readonly definitions: ReadonlySet<string> } {
    const reads = new Set<string>();
    const definitions = new Set<string>();
    for (const scope of this.scopes) {
      for (const { name, scope: home } of scope.references.values()) {
        if (home === MODULE && scope.read.has(name)) {
          reads.add(name);
        }
        if (home === MODULE && scope.bound.has(name)) {
          definitions.add(name);
        }
      }
    }
    return { reads, definitions };
  }

  private readonly scopes: Scope[] = [this.module];
}

function homeOf(name: string, from: Scope): Scope {
  if (from.globals.has(name)) {
    return rootOf(from);
  }
  if (from.bound.has(name) && !from.nonlocals.has(name)) {
    return from;
  }
  let inner = from;
  for (let scope = from.parent; scope !== null; scope = scope.parent) {
    if (isVisible(scope, inner, name)) {
      return scope.globals.has(name) ? rootOf(scope) : scope;
    }
    inner = scope;
  }
  return rootOf(from);
}

/** Whether a name that `inner` does not bind is found in the scope around it. */
function isVisible(scope: Scope, inner: Scope, name: string): boolean {
  if (scope.kind === 'class') {
    return name === '__class__' || (inner.kind === 'type-parameters' && scope.bound.has(name));
  }
  return scope.kind !== 'module' && ((scope.bound.has(name) && !scope.nonlocals.has(name)) || scope.globals.has(name));
}

function rootOf(scope: Scope): Scope {
  let root = scope;
  while (root.parent !== null) {
    root = root.parent;
  }
  return root;
}
