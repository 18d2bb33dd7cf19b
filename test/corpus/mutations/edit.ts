/** Edits that a person may make to a notebook or to the world around it, as data. */
import type { CorpusCell } from '../cells.js';

export type Edit =
  /** Text of a cell that occurs there exactly once. */
  | { readonly kind: 'replace'; readonly cell: string; readonly from: string; readonly to: string }
  | { readonly kind: 'tags'; readonly cell: string; readonly tags: readonly string[] }
  /** A new cell before another one; null: at the end. */
  | { readonly kind: 'insert'; readonly before: string | null; readonly cell: CorpusCell }
  | { readonly kind: 'remove'; readonly cell: string }
  | { readonly kind: 'move'; readonly cell: string; readonly before: string }
  | { readonly kind: 'identify'; readonly cell: string; readonly id: string }
  /** Keys of a cell's JSON (outputs, execution count), or of its metadata. */
  | { readonly kind: 'cell-json'; readonly cell: string; readonly json: object; readonly metadata?: object }
  /** Keys of the notebook's metadata. */
  | { readonly kind: 'notebook-json'; readonly json: object }
  | { readonly kind: 'rename'; readonly file: string }
  /** A copy of the notebook and of its files in a folder of the workspace; the originals stay. */
  | { readonly kind: 'copy'; readonly folder: string }
  /** Another value for this run. */
  | { readonly kind: 'parameter'; readonly name: string; readonly literal: string }
  | { readonly kind: 'environment'; readonly name: string; readonly value: string }
  /** Python that changes files; it runs beside the notebook. `SITE` is the folder of installed packages. */
  | { readonly kind: 'files'; readonly python: string };

export interface Mutation {
  /** What the person does. */
  readonly sentence: string;
  readonly edits: readonly Edit[];
  /** Steps that must run again. */
  readonly reruns: readonly string[];
}

/** What an edited notebook and its run consist of. */
export interface Scene {
  readonly file: string;
  /** Where the notebook is, in the workspace. */
  readonly folder: string;
  readonly cells: readonly SceneCell[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Python to run beside the notebook before the run. */
  readonly files: readonly string[];
}

export interface SceneCell extends CorpusCell {
  readonly json?: object;
  readonly metadata?: object;
}

export const replace = (cell: string, from: string, to: string): Edit => ({ kind: 'replace', cell, from, to });
export const tags = (cell: string, ...all: readonly string[]): Edit => ({ kind: 'tags', cell, tags: all });
export const insert = (before: string | null, cell: CorpusCell): Edit => ({ kind: 'insert', before, cell });
export const remove = (cell: string): Edit => ({ kind: 'remove', cell });
export const move = (cell: string, before: string): Edit => ({ kind: 'move', cell, before });
export const identify = (cell: string, id: string): Edit => ({ kind: 'identify', cell, id });
export const cellJson = (cell: string, json: object, metadata?: object): Edit =>
  metadata === undefined ? { kind: 'cell-json', cell, json } : { kind: 'cell-json', cell, json, metadata };
export const notebookJson = (json: object): Edit => ({ kind: 'notebook-json', json });
export const rename = (file: string): Edit => ({ kind: 'rename', file });
export const copyTo = (folder: string): Edit => ({ kind: 'copy', folder });
export const parameter = (name: string, literal: string): Edit => ({ kind: 'parameter', name, literal });
export const environment = (name: string, value: string): Edit => ({ kind: 'environment', name, value });
export const files = (python: string): Edit => ({ kind: 'files', python });

/** The scene after an edit. An edit that does not fit is a mistake in the corpus, and throws. */
export function applyEdit(scene: Scene, edit: Edit): Scene {
  const { cells } = scene;
  switch (edit.kind) {
    case 'replace':
      return {
        ...scene,
        cells: change(cells, edit.cell, cell => ({ ...cell, source: replaceOnce(cell.source, edit) }))
      };
    case 'tags':
      return { ...scene, cells: change(cells, edit.cell, cell => ({ ...cell, tags: edit.tags })) };
    case 'insert':
      return { ...scene, cells: insertBefore(cells, edit.before, edit.cell) };
    case 'remove':
      return { ...scene, cells: without(cells, edit.cell) };
    case 'move':
      return { ...scene, cells: insertBefore(without(cells, edit.cell), edit.before, find(cells, edit.cell)) };
    case 'identify':
      return { ...scene, cells: change(cells, edit.cell, cell => ({ ...cell, id: edit.id })) };
    case 'cell-json':
      return {
        ...scene,
        cells: change(cells, edit.cell, cell => ({ ...cell, json: edit.json, metadata: edit.metadata ?? {} }))
      };
    case 'notebook-json':
      return { ...scene, metadata: { ...scene.metadata, ...edit.json } };
    case 'rename':
      return { ...scene, file: edit.file };
    case 'copy':
      return { ...scene, folder: edit.folder };
    case 'parameter':
      return { ...scene, parameters: { ...scene.parameters, [edit.name]: edit.literal } };
    case 'environment':
      return { ...scene, environment: { ...scene.environment, [edit.name]: edit.value } };
    case 'files':
      return { ...scene, files: [...scene.files, edit.python] };
  }
}

/** The notebook of a scene as JSON text. */
export function sceneNotebook({ cells, metadata }: Scene): string {
  return JSON.stringify({
    cells: cells.map(({ id, tags: cellTags, source, kind = 'code', json = {}, metadata: more = {} }) =>
      kind === 'markdown'
        ? { cell_type: kind, id, metadata: {}, source }
        : {
            cell_type: kind,
            execution_count: null,
            id,
            metadata: { tags: cellTags, ...more },
            outputs: [],
            source,
            ...json
          }
    ),
    metadata,
    nbformat: 4,
    nbformat_minor: 5
  });
}

function replaceOnce(source: string, { from, to, cell }: Extract<Edit, { kind: 'replace' }>): string {
  const parts = source.split(from);
  if (parts.length !== 2) {
    throw new Error(`"${from}" occurs ${parts.length - 1} times in the cell ${cell}`);
  }
  return parts.join(to);
}

function change(cells: readonly SceneCell[], id: string, edit: (cell: SceneCell) => SceneCell): readonly SceneCell[] {
  const chosen = find(cells, id);
  return cells.map(cell => (cell === chosen ? edit(cell) : cell));
}

function without(cells: readonly SceneCell[], id: string): readonly SceneCell[] {
  const chosen = find(cells, id);
  return cells.filter(cell => cell !== chosen);
}

function insertBefore(cells: readonly SceneCell[], before: string | null, cell: SceneCell): readonly SceneCell[] {
  const at = before === null ? cells.length : cells.indexOf(find(cells, before));
  return [...cells.slice(0, at), cell, ...cells.slice(at)];
}

function find(cells: readonly SceneCell[], id: string): SceneCell {
  const cell = cells.find(candidate => candidate.id === id);
  if (cell === undefined) {
    throw new Error(`there is no cell ${id}`);
  }
  return cell;
}
