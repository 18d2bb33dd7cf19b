/** What a step does to a name, as far as later steps are concerned. */
import type { Place } from './python/step-facts.js';

/**
 * `bind`: gives the name a value. `change`: changes its object. `touch`: hands the object to code that may change it.
 * `delete`: leaves no value. The first two are certain writes.
 */
export type WriteLevel = 'bind' | 'change' | 'touch' | 'delete';

export interface Write {
  readonly level: WriteLevel;
  /** The last place that does it. */
  readonly place: Place;
}

export function isCertain({ level }: Write): boolean {
  return level === 'bind' || level === 'change';
}

const strength: readonly WriteLevel[] = ['touch', 'delete', 'change', 'bind'];

/** The writes of one step by name; the strongest level of a name stays, its place is the last one. */
export class Writes {
  private readonly byName = new Map<string, Write>();

  add(name: string, level: WriteLevel, place: Place): void {
    const known = this.byName.get(name);
    if (known === undefined) {
      this.byName.set(name, { level, place });
      return;
    }
    const stronger = strength.indexOf(level) > strength.indexOf(known.level) ? level : known.level;
    const counts = level !== 'touch' || known.level === 'touch';
    this.byName.set(name, { level: stronger, place: counts && isAfter(place, known.place) ? place : known.place });
  }

  get(name: string): Write | undefined {
    return this.byName.get(name);
  }

  entries(): Iterable<[string, Write]> {
    return this.byName.entries();
  }
}

function isAfter(left: Place, right: Place): boolean {
  return (
    left.cell > right.cell ||
    (left.cell === right.cell &&
      (left.span.line > right.span.line ||
        (left.span.line === right.span.line && left.span.column >= right.span.column)))
  );
}
