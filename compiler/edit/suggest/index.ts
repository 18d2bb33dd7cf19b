/**
 * Proposes steps for a notebook without any: cells that only import or define are set apart, the rest is cut at its headings or,
 * without headings, where few values cross. Whatever the compiler then has against a cut is mended, so that the pipeline does
 * what the notebook does. The same notebook always gets the same proposal.
 *
 * Stands apart from the other edits because it needs the Python parser, which is loaded only when somebody wants it.
 */
import { readDocument } from '../../1-read/notebook.js';
import type { CodeCell } from '../../1-read/notebook.js';
import type { AnalysisCache } from '../../2-analyze/index.js';
import { DiagnosticSink } from '../../diagnostics/sink.js';
import type { TagChange } from '../rename-step.js';
import { readTag } from '../../1-read/tags.js';
import { groupCells } from './group-cells.js';
import { knowCells } from './known-cell.js';
import { mended } from './mend.js';
import { proposalTags } from './proposal.js';
import { proposeRoles } from './propose-roles.js';

/**
 * @param notebook JSON text of an `.ipynb` file, or the same parsed.
 * @param cache as for `compile`.
 * @returns new tags for cells, tags of other tools included. Empty when somebody has begun to tag, or there is nothing to run.
 */
export function suggestSteps(notebook: unknown, cache: AnalysisCache): readonly TagChange[] {
  const document = readDocument(notebook, new DiagnosticSink());
  if (document === null || document.cells.some(hasBegun)) {
    return [];
  }
  const cells = knowCells(document.cells, document.python, cache);
  const roles = proposeRoles(cells, document.python);
  const groups = groupCells(
    cells.filter(({ position }) => !roles.has(position)),
    document.prose
  );
  return groups.length === 0 ? [] : proposalTags(mended({ cells, roles, groups }, document, cache));
}

/** `skip` does not count: other tools use that word, too, and such a cell stays skipped. */
function hasBegun({ tags }: CodeCell): boolean {
  return tags.map(readTag).some(tag => tag.kind === 'step' || (tag.kind === 'role' && tag.role !== 'skip'));
}
