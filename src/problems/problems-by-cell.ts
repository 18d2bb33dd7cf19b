/** The problems of each cell, the worst first. Those of the notebook as a whole are in no cell. */
import type { Diagnostic, Severity } from '../../compiler/index.js';

export type ProblemsByCell = ReadonlyMap<string, readonly Diagnostic[]>;

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

export function problemsByCell(diagnostics: readonly Diagnostic[]): ProblemsByCell {
  const found = new Map<string, Diagnostic[]>();
  for (const diagnostic of [...diagnostics].sort((left, right) => rank[left.severity] - rank[right.severity])) {
    if (diagnostic.cell !== undefined) {
      found.set(diagnostic.cell, [...(found.get(diagnostic.cell) ?? []), diagnostic]);
    }
  }
  return found;
}
