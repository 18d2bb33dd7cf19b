/** What is known about names at one point of a program, on all the paths that lead there. */
import { NameSet } from './name-set.js';

/** The object of another name, or a part of it, that a name shares. */
export interface Alias {
  readonly id: number;
  readonly whole: boolean;
}

export class FlowState {
  constructor(
    /** Bound on every path. */
    readonly must: NameSet,
    /** Bound on every path, if the body of each `for` runs at least once. */
    readonly likely: NameSet,
    /** Bound on some path. */
    readonly may: NameSet,
    /** Deleted on every path, and not bound since: name → number of the deletion. */
    readonly gone: Map<number, number>,
    readonly aliases: Map<number, readonly Alias[]>
  ) {}

  static empty(): FlowState {
    return new FlowState(NameSet.empty(), NameSet.empty(), NameSet.empty(), new Map(), new Map());
  }

  copy(): FlowState {
    return new FlowState(this.must.copy(), this.likely.copy(), this.may.copy(), new Map(this.gone), new Map(this.aliases));
  }

  bind(id: number, shares: readonly Alias[]): void {
    this.must.add(id);
    this.likely.add(id);
    this.may.add(id);
    this.gone.delete(id);
    const reach = this.reach(shares).filter(alias => alias.id !== id);
    if (reach.length > 0) {
      this.aliases.set(id, reach);
    } else {
      this.aliases.delete(id);
    }
  }

  /** Some path binds the name. */
  mayBind(id: number): void {
    this.may.add(id);
    this.gone.delete(id);
  }

  unbind(id: number, deletion: number): void {
    this.must.delete(id);
    this.likely.delete(id);
    this.may.delete(id);
    this.aliases.delete(id);
    this.gone.set(id, deletion);
  }

  /** The name is not certain any more: code that deletes it may have run. */
  doubt(id: number): void {
    this.must.delete(id);
    this.likely.delete(id);
  }

  /** The name shares these objects as well as those it shares already. */
  share(id: number, shares: readonly Alias[]): void {
    const reach = this.reach(shares).filter(alias => alias.id !== id);
    if (reach.length > 0) {
      this.aliases.set(id, merged(this.aliases.get(id) ?? [], reach));
    }
  }

  aliasesOf(id: number): readonly Alias[] {
    return this.aliases.get(id) ?? [];
  }

  /** These aliases and what they share themselves. */
  reach(shares: readonly Alias[]): readonly Alias[] {
    let reached: readonly Alias[] = shares;
    for (const { id, whole } of shares) {
      const further = this.aliases.get(id);
      if (further !== undefined) {
        reached = merged(reached, whole ? further : further.map(alias => ({ id: alias.id, whole: false })));
      }
    }
    return reached;
  }

  /** Merges another path into this one. */
  meet(other: FlowState): void {
    this.must.keepOnly(other.must);
    this.likely.keepOnly(other.likely);
    this.may.addAll(other.may);
    for (const id of this.gone.keys()) {
      if (!other.gone.has(id)) {
        this.gone.delete(id);
      }
    }
    for (const [id, aliases] of other.aliases) {
      const own = this.aliases.get(id);
      if (own !== aliases) {
        this.aliases.set(id, own === undefined ? aliases : merged(own, aliases));
      }
    }
  }
}

/** The state where two paths join; null stands for a path that is never taken. */
export function join(left: FlowState | null, right: FlowState | null): FlowState | null {
  if (left === null || right === null) {
    return left ?? right;
  }
  left.meet(right);
  return left;
}

function merged(left: readonly Alias[], right: readonly Alias[]): readonly Alias[] {
  const added = right.filter(({ id, whole }) => !left.some(known => known.id === id && known.whole === whole));
  return added.length === 0 ? left : [...left, ...added];
}
