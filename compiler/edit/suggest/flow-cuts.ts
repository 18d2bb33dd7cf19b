/**
 * Cuts a list of cells where few values cross. A cell that only looks at something stays with the cell above it. Among all ways to
 * cut, the one with the least sum is taken: values that cross, and how far the parts are from a handy size.
 */
import type { KnownCell } from './known-cell.js';

/** Working cells in a step, as it reads well; more in long notebooks, where many steps would be hard to see through. */
const leastSize = 2;
const mostSteps = 8;
/** What a part of twice the handy size costs, and a cut that nothing crosses. */
const sizeCost = 6;
const cutCost = 0.3;

/** A cell that does something, and the ones below it that look at it. */
type Piece = readonly KnownCell[];

export function cutByFlow(cells: readonly KnownCell[]): readonly (readonly KnownCell[])[] {
  const pieces = piecesOf(cells);
  const handySize = Math.max(leastSize, pieces.length / mostSteps);
  const crossing = pieces.map((_, index) => crossingNames(pieces, index));
  /** Cheapest way to cut the first n pieces: its cost, and where its last part begins. */
  const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= pieces.length; end += 1) {
    let cheapest = { cost: Infinity, from: 0 };
    for (let from = 0; from < end; from += 1) {
      const cut = from === 0 ? 0 : Math.log2(1 + (crossing[from] ?? 0)) + cutCost;
      const cost = (best[from]?.cost ?? 0) + cut + sizeCost * ((end - from) / handySize - 1) ** 2;
      if (cost < cheapest.cost) {
        cheapest = { cost, from };
      }
    }
    best.push(cheapest);
  }
  const parts: (readonly KnownCell[])[] = [];
  for (let end = pieces.length; end > 0; end = best[end]?.from ?? 0) {
    parts.unshift(pieces.slice(best[end]?.from ?? 0, end).flat());
  }
  return parts;
}

function piecesOf(cells: readonly KnownCell[]): readonly Piece[] {
  const pieces: KnownCell[][] = [];
  cells.forEach((cell, index) => {
    const current = pieces.at(-1);
    if (current === undefined || (makesSomething(cell, cells.slice(index + 1)) && current.some(isAtWork))) {
      pieces.push([cell]);
    } else {
      current.push(cell);
    }
  });
  return pieces;
}

/** Comments alone do not make a piece. */
function isAtWork({ facts }: KnownCell): boolean {
  return facts.statements.length > 0;
}

/** Whether a later cell uses what this one binds or changes. */
function makesSomething({ binds, changes }: KnownCell, later: readonly KnownCell[]): boolean {
  return later.some(({ needs }) => [...binds, ...changes].some(name => needs.has(name)));
}

/** How many names made above the piece are used in it or below. */
function crossingNames(pieces: readonly Piece[], index: number): number {
  const made = new Set(
    pieces
      .slice(0, index)
      .flat()
      .flatMap(({ binds }) => [...binds])
  );
  const used = new Set(
    pieces
      .slice(index)
      .flat()
      .flatMap(({ needs }) => [...needs])
  );
  return [...made].filter(name => used.has(name)).length;
}
