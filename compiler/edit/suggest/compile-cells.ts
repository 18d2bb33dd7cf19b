/** What the compiler says of a proposal, before anybody has written it into the notebook. */
import { assignCells } from '../../1-read/steps.js';
import type { NotebookDocument } from '../../1-read/notebook.js';
import { readSettings } from '../../1-read/settings.js';
import { analyze } from '../../2-analyze/index.js';
import type { AnalysisCache } from '../../2-analyze/index.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { DiagnosticSink } from '../../diagnostics/sink.js';
import { proposalTags } from './proposal.js';
import type { Proposal } from './proposal.js';

export function compileCells(
  proposal: Proposal,
  { cells, settings, python }: NotebookDocument,
  cache: AnalysisCache
): readonly Diagnostic[] {
  const sink = new DiagnosticSink();
  const tags = new Map(proposalTags(proposal).map(change => [change.cell, change.tags]));
  const tagged = cells.map(cell => ({ ...cell, tags: tags.get(cell.id) ?? cell.tags }));
  const order = new Map(cells.map(({ id, position }) => [id, position]));
  const assigned = assignCells(tagged, readSettings(settings, sink), sink);
  analyze({ name: '', description: '', python, ...assigned, order }, sink, cache);
  return sink.sorted(order);
}
