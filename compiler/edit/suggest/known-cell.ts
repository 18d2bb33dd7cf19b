/** A cell with what the analysis knows of its text. */
import type { CodeCell } from '../../1-read/notebook.js';
import type { AnalysisCache } from '../../2-analyze/index.js';
import type { CellFacts } from '../../2-analyze/python/analyze-cell.js';

export interface KnownCell extends CodeCell {
  readonly facts: CellFacts;
  /** Names that it reads before it binds them itself, now or in a function that it defines. */
  readonly needs: ReadonlySet<string>;
  /** Those of them that it reads when it is executed. */
  readonly needsNow: ReadonlySet<string>;
  readonly binds: ReadonlySet<string>;
  /** Names whose objects it changes, or may change. */
  readonly changes: ReadonlySet<string>;
  /** What it calls, as written: `pd.read_csv`. */
  readonly calls: readonly string[];
  /** Names that it hands to what it calls. */
  readonly handedOn: ReadonlySet<string>;
}

/** Empty cells are left out: they do nothing, wherever they belong. */
export function knowCells(
  cells: readonly CodeCell[],
  python: string | null,
  cache: AnalysisCache
): readonly KnownCell[] {
  return cells
    .filter(({ source }) => source.trim() !== '')
    .map(cell => {
      const known = cache.cell(cell.source, python);
      const { needs, mayEnd, changes, calls } = cache.step([known], { postponesAnnotations: false });
      const imported = new Set(known.facts.statements.flatMap(({ imports }) => imports.map(({ binds }) => binds)));
      return {
        ...cell,
        facts: known.facts,
        needs: new Set(needs.keys()),
        needsNow: new Set([...needs].flatMap(([name, { kind }]) => (kind === 'deferred' ? [] : [name]))),
        binds: mayEnd,
        changes: new Set(changes.map(({ name }) => name).filter(name => !imported.has(name))),
        calls: calls.map(({ call }) => call.path),
        handedOn: new Set(calls.flatMap(({ call }) => call.arguments.flatMap(({ names }) => names)))
      };
    });
}
