/**
 * Remembers what depends on the text of cells alone, so that an edit of one cell costs the analysis of one cell. Owned by the
 * caller; holds a bounded number of entries and forgets the ones that were not used for longest.
 */
import { RememberedDigests } from '../ir/digest.js';
import { analyzeCell, type CellFacts } from './python/analyze-cell.js';
import { BodyFactsTable } from './python/body-facts.js';
import { readStep, type StepOptions } from './python/step-reader.js';
import type { StepFacts } from './python/step-facts.js';

const MAXIMUM_CELLS = 5000;
const MAXIMUM_STEPS = 5000;

/** Facts about a cell, and the number that stands for its text in the keys of steps. */
export interface KnownCell {
  readonly serial: number;
  readonly facts: CellFacts;
}

export class AnalysisCache {
  /** Digests of normal forms, for the phase that comes after. */
  readonly digests = new RememberedDigests();

  /** Facts about one cell. @param python the notebook's Python as `3.12`, or null. */
  cell(source: string, python: string | null): KnownCell {
    const cells = this.cells.get(python) ?? new Map<string, KnownCell>();
    this.cells.set(python, cells);
    return remembered(cells, source, MAXIMUM_CELLS, () => {
      this.serial += 1;
      return { serial: this.serial, facts: analyzeCell(source, python) };
    });
  }

  /** Facts about cells that are executed one after the other. */
  step(cells: readonly KnownCell[], options: StepOptions): StepFacts {
    const key = `${options.postponesAnnotations ? 'later' : 'now'} ${cells.map(({ serial }) => serial).join(' ')}`;
    return remembered(this.steps, key, MAXIMUM_STEPS, () =>
      readStep(
        cells.map(({ facts }) => facts.ops),
        options,
        this.bodies
      )
    );
  }

  readonly bodies = new BodyFactsTable();

  private readonly cells = new Map<string | null, Map<string, KnownCell>>();
  private readonly steps = new Map<string, StepFacts>();
  private serial = 0;
}

/** Looks a key up; a map iterates in order of insertion, so the first keys are the ones not used for longest. */
function remembered<Value>(map: Map<string, Value>, key: string, limit: number, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) {
      break;
    }
    map.delete(oldest);
  }
  return value;
}
