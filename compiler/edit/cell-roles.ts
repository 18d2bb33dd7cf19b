/** What each code cell is in the pipeline, by the rules that the compiler reads notebooks with. */
import { readCellTags } from '../1-read/cell-tags.js';
import { readDocument } from '../1-read/notebook.js';
import type { CodeCell } from '../1-read/notebook.js';
import type { ReadCell } from '../1-read/notebook-model.js';
import { readSettings } from '../1-read/settings.js';
import { assignCells } from '../1-read/steps.js';
import type { AssignedCells } from '../1-read/steps.js';
import { readTag } from '../1-read/tags.js';
import { DiagnosticSink } from '../diagnostics/sink.js';
import type { CellRole } from './cell-role.js';

type Place = Pick<CellRole, 'kind' | 'step' | 'opens'>;

const nowhere: Place = { kind: 'none', step: null, opens: false };

/**
 * One role a code cell, in the order of the notebook; empty when there is no notebook to be read.
 *
 * @param notebook JSON text of an `.ipynb` file, or the same parsed.
 */
export function cellRoles(notebook: unknown): readonly CellRole[] {
  const sink = new DiagnosticSink();
  const document = readDocument(notebook, sink);
  if (document === null) {
    return [];
  }
  const assigned = assignCells(document.cells, readSettings(document.settings, sink), sink);
  const tagged = new Map(document.cells.map(cell => [cell.id, readCellTags(cell, sink)]));
  const places = new Map([...rolePlaces(assigned, tagged), ...stepPlaces(assigned, tagged)]);
  return document.cells.map(cell => ({ ...roleless(cell), ...(places.get(cell.id) ?? nowhere) }));
}

type TagsByCell = ReadonlyMap<string, ReturnType<typeof readCellTags>>;

function roleless({ id, position, tags }: CodeCell): Pick<CellRole, 'cell' | 'position' | 'tags'> {
  return { cell: id, position, tags: tags.map(text => ({ text, tag: readTag(text) })) };
}

/** The prologue is all imports cells, then all functions cells; the first of the latter has the tag, as no other can begin them. */
function rolePlaces(assigned: AssignedCells, tagged: TagsByCell): readonly (readonly [string, Place])[] {
  const { prologue, parameters, metrics, leftOut } = assigned;
  const found = prologue.findIndex(({ id }) => {
    const tags = tagged.get(id);
    return tags?.kind === 'role' && tags.role === 'functions';
  });
  const functions = found < 0 ? prologue.length : found;
  const all = (cells: readonly ReadCell[], kind: CellRole['kind']): readonly (readonly [string, Place])[] =>
    cells.map(({ id }) => [id, { kind, step: null, opens: false }] as const);
  return [
    ...all(prologue.slice(0, functions), 'imports'),
    ...all(prologue.slice(functions), 'functions'),
    ...all(parameters, 'pipeline-parameters'),
    ...all(metrics, 'pipeline-metrics'),
    ...leftOut.flatMap(cell => all([cell], cell.why === 'skip' ? 'skip' : 'none'))
  ];
}

function stepPlaces({ steps }: AssignedCells, tagged: TagsByCell): readonly (readonly [string, Place])[] {
  return steps.flatMap(({ name, cells }) =>
    cells.map(({ id }, index) => {
      const kind = tagged.get(id)?.kind === 'step' ? ('step' as const) : ('merged' as const);
      return [id, { kind, step: name, opens: index === 0 }] as const;
    })
  );
}
