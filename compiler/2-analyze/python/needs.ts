/** Gathers why a step needs each name: the gravest reason wins, its place is shown. */
import type { NameSet } from './name-set.js';
import { needKinds, type Need, type NeedKind, type Place, type Through } from './step-facts.js';

export interface Reason {
  readonly kind: NeedKind;
  readonly place: Place;
  readonly through: Through | null;
  readonly called: boolean;
  readonly deletedAt: Place | null;
}

interface Gathered {
  reason: Reason;
  deletedRead: Need['deletedRead'];
  readonly boundThere: NameSet;
  called: boolean;
  escapes: boolean;
  /** Read only where the value may be used later than the reading code. */
  onlyEscaping: boolean;
}

export class Needs {
  private readonly gathered = new Map<number, Gathered>();

  add(id: number, reason: Reason, bound: NameSet, mayWait: boolean): void {
    const known = this.gathered.get(id);
    const { called, place, deletedAt } = reason;
    const deletedRead = deletedAt === null ? null : { place, deletedAt };
    if (known === undefined) {
      this.gathered.set(id, {
        reason,
        deletedRead,
        boundThere: bound.copy(),
        called,
        escapes: !called,
        onlyEscaping: mayWait
      });
      return;
    }
    known.deletedRead ??= deletedRead;
    known.boundThere.keepOnly(bound);
    known.called ||= called;
    known.escapes ||= !called;
    known.onlyEscaping &&= mayWait;
    if (rank(reason.kind) < rank(known.reason.kind)) {
      known.reason = reason;
    }
  }

  has(id: number): boolean {
    return this.gathered.has(id);
  }

  /** @param end names bound for certain when the step ends. */
  finish(nameOf: (id: number) => string, end: NameSet): ReadonlyMap<string, Need> {
    const needs = new Map<string, Need>();
    for (const [id, { reason, deletedRead, boundThere, called, escapes, onlyEscaping }] of this.gathered) {
      const { place, through } = reason;
      const kind = reason.kind === 'possible' && onlyEscaping && end.has(id) ? 'later' : reason.kind;
      const bound = new Set([...boundThere.members()].map(nameOf));
      needs.set(nameOf(id), {
        name: nameOf(id),
        kind,
        place,
        through,
        deletedRead,
        boundThere: bound,
        called,
        escapes
      });
    }
    return needs;
  }
}

function rank(kind: NeedKind): number {
  return needKinds.indexOf(kind);
}
