/** Where a problem is, in the words of people: cell 4, line 2. */
import type { CodeCell, Location } from '../../compiler/index.js';

export class Places {
  constructor(cells: readonly CodeCell[]) {
    this.cells = new Map(cells.map(cell => [cell.id, cell]));
  }

  cell(id: string | undefined): CodeCell | null {
    return id === undefined ? null : (this.cells.get(id) ?? null);
  }

  /** Number of the cell among the code cells, from 1; null when the place is the notebook as a whole. */
  number({ cell }: Location): number | null {
    const found = this.cell(cell);
    return found === null ? null : found.position + 1;
  }

  /** `cell 4, line 2`, or `the notebook`. */
  text(location: Location): string {
    const number = this.number(location);
    if (number === null) {
      return 'the notebook';
    }
    return location.span === undefined ? `cell ${number}` : `cell ${number}, line ${location.span.line}`;
  }

  private readonly cells: ReadonlyMap<string, CodeCell>;
}
