/** Number of a cell of a stored run, as the notebook of today has it: the plan counts only cells that take part. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeCells } from '../../compiler/index.js';
import type { Workspace } from '../../engine/index.js';
import type { RunHeader } from '../../protocol/run.js';

/** From 1; null when the notebook or the cell is no longer there. */
export function cellNumber({ root }: Workspace, { notebook }: RunHeader, cell: string | null): number | null {
  if (notebook === null || cell === null) {
    return null;
  }
  try {
    const found = codeCells(readFileSync(join(root, notebook), 'utf8')).find(({ id }) => id === cell);
    return found === undefined ? null : found.position + 1;
  } catch {
    return null;
  }
}
