/** What is known about names at one point of a program, on all the paths that lead there. */
import { NameSet } from './name-set.js';

/** Other names whose object a name shares: true for the very object, false for a part of it. */
export type Aliases = ReadonlyMap<number, boolean>;

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
    readonly aliases: Map<number, Aliases>
  ) {}

  static empty(): FlowState {
    return new FlowState(NameSet.empty(), NameSet.empty(), NameSet.empty(), new Map(), new Map());
  }

  copy(): FlowState {
    return new FlowState(
      this.must.copy(),
      this.likely.copy(),
      this.may.copy(),
      new Map(this.gone),
      new Map(this.aliases)
    );
  }

  bind(id: number, shares: Aliases): void {
    this.must.add(id);
    this.likely.add(id);
    this.may.add(id);
    this.gone.delete(id);
    const reach = this.reachWithout(id, shares);
    if (reach.size > 0) {
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
  share(id: number, shares: Aliases): void {
    const reach = this.reachWithout(id, shares);
    if (reach.size > 0) {
      this.aliases.set(id, merged(this.aliasesOf(id), reach));
    }
  }

  aliasesOf(id: number): Aliases {
    return this.aliases.get(id) ?? noAliases;
  }

  /** These aliases and what they share themselves. */
  reach(shares: Aliases): Aliases {
    let reached = shares;
    for (const [id, whole] of shares) {
      const further = this.aliases.get(id);
      if (further !== undefined) {
        reached = merged(reached, whole ? further : new Map([...further.keys()].map(each => [each, false])));
      }
    }
    return reached;
  }

  private reachWithout(id: number, shares: Aliases): Aliases {
    const reach = shares.size === 0 ? noAliases : this.reach(shares);
    return reach.has(id) ? new Map([...reach].filter(([each]) => each !== id)) : reach;
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

export const noAliases: Aliases = new Map();

function merged(left: Aliases, right: Aliases): Aliases {
  let result: Map<number, boolean> | null = null;
  for (const [id, whole] of right) {
    const known = left.get(id);
    if (known === undefined || (whole && !known)) {
      result ??= new Map(left);
      result.set(id, whole);
    }
  }
  return result ?? left;
}
