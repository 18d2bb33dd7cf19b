/** The problems of a notebook as the panel lists them. */
import type { Diagnostic, Severity } from '../../../compiler/index.js';
import type { PipelineState } from '../../tokens.js';

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The gravest first; by place in the notebook within each severity, as the compiler gives them. */
export function problemsOf({ diagnostics }: PipelineState): readonly Diagnostic[] {
  return [...diagnostics].sort((left, right) => gravity[left.severity] - gravity[right.severity]);
}

/** Number of a problem's cell as people count code cells, from 1; null when it is about no cell, or one that is gone. */
export function cellNumber({ cell }: Diagnostic, { cells }: PipelineState): number | null {
  const position = cell === undefined ? undefined : cells.get(cell)?.position;
  return position === undefined ? null : position + 1;
}
