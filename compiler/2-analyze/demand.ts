/** A step's need for one name, and how much depends on it. */
import type { Need, NeedKind, Place, Through } from './python/step-facts.js';
import type { Unit } from './step-unit.js';

export interface Demand {
  readonly name: string;
  readonly kind: NeedKind | 'pass-through';
  readonly place: Place;
  readonly through: { readonly unit: Unit; readonly through: Through } | null;
  /** Names that are bound in the step wherever this one is read. */
  readonly boundThere: ReadonlySet<string>;
  readonly called: boolean;
}

export function demandOf(need: Need, unit: Unit): Demand {
  const { name, kind, place, through, boundThere, called } = need;
  return { name, kind, place, through: through === null ? null : { unit, through }, boundThere, called };
}

/** The notebook would certainly read the name here: worth an edge that no tag declares. */
export function isHard({ kind }: Demand): boolean {
  switch (kind) {
    case 'certain':
    case 'possible':
    case 'guarded':
    case 'kept':
    case 'optional':
    case 'text':
      return true;
    case 'likely-bound':
    case 'later':
    case 'deferred':
    case 'pass-through':
      return false;
  }
}
