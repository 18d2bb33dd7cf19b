/** Cuts cells into steps: at headings where there are some, otherwise where few values cross. */
import type { Prose } from '../../1-read/notebook.js';
import { activityOf } from './activity.js';
import { headingsOf } from './headings.js';
import type { Heading } from './headings.js';
import type { KnownCell } from './known-cell.js';
import { cutByFlow } from './flow-cuts.js';
import { distinctNames, nameFromHeading } from './step-names.js';

/** A step to be: cells that follow each other. */
export interface Group {
  readonly name: string;
  readonly cells: readonly KnownCell[];
  /** Steps to be named in `prev:` tags. */
  readonly after: readonly string[];
}

interface Unnamed {
  readonly name: string | null;
  readonly cells: readonly KnownCell[];
}

export function groupCells(cells: readonly KnownCell[], prose: readonly Prose[]): readonly Group[] {
  const groups = byHeadings(cells, headingsOf(prose)) ?? byFlow(cells);
  const names = distinctNames(groups.map(({ name }) => name));
  return groups.map(({ cells: own }, index) => ({ name: names[index] ?? '', cells: own, after: [] }));
}

function byFlow(cells: readonly KnownCell[]): readonly Unnamed[] {
  return cutByFlow(cells).map(own => ({ name: activityOf(own), cells: own }));
}

/** The greatest level of headings that makes at least two parts; null when there is none. */
function byHeadings(cells: readonly KnownCell[], headings: readonly Heading[]): readonly Unnamed[] | null {
  const levels = [...new Set(headings.map(({ level }) => level))].sort((left, right) => left - right);
  for (const level of levels) {
    const parts = partsAt(cells, headings, level);
    if (parts.length > 1) {
      return parts;
    }
  }
  return null;
}

/**
 * Cells above the first heading are a part too, and so are those below the title: it names the notebook, not what they do. Of
 * several headings before one cell the last says what comes.
 */
function partsAt(cells: readonly KnownCell[], headings: readonly Heading[], level: number): readonly Unnamed[] {
  const cutting = headings.filter(heading => heading.level <= level);
  const parts = new Map<Heading | null, KnownCell[]>();
  for (const cell of cells) {
    const heading = cutting.filter(({ before }) => before <= cell.position).at(-1) ?? null;
    parts.set(heading, [...(parts.get(heading) ?? []), cell]);
  }
  return [...parts].map(([heading, own]) => {
    const isTitle = heading === null || (heading === cutting[0] && heading.level < level);
    return { name: isTitle ? activityOf(own) : nameFromHeading(heading.text), cells: own };
  });
}
