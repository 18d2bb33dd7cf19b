/** The order between steps: which must come before which, declared and inferred. Steps are numbered in notebook order. */
import { NameSet } from './python/name-set.js';

export class Topology {
  private readonly before: NameSet[] = [];

  constructor(private readonly size: number) {}

  /** Sets what comes directly before a step; all those steps are earlier ones and have been set. */
  set(step: number, after: Iterable<number>): void {
    const ancestors = NameSet.empty();
    for (const direct of after) {
      ancestors.add(direct);
      ancestors.addAll(this.before[direct] ?? NameSet.empty());
    }
    this.before[step] = ancestors;
  }

  isBefore(earlier: number, later: number): boolean {
    return this.before[later]?.has(earlier) ?? false;
  }

  /** Everything that must come before a step, in notebook order. */
  ancestors(step: number): readonly number[] {
    return [...(this.before[step] ?? NameSet.empty()).members()];
  }

  /** Those of `steps` that come before no other of them. */
  maximal(steps: readonly number[]): readonly number[] {
    return steps.filter(step => !steps.some(other => this.isBefore(step, other)));
  }

  /** Steps that no other one comes after. */
  leaves(): readonly number[] {
    return this.maximal(Array.from({ length: this.size }, (_, step) => step));
  }
}
