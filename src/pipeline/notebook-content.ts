/** The notebook in the editor as nbformat JSON, without its outputs: they may be many megabytes, and the pipeline needs none. */
import type { ISharedCell, ISharedNotebook } from '@jupyter/ydoc';

/** What the compiler looks at, and nothing else: made anew for every compilation, so it has to be cheap. */
export function contentForCompiler(notebook: ISharedNotebook): { readonly cells: readonly CompilerCell[] } {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: notebook.getMetadata(),
    cells: notebook.cells.map(cell => ({
      cell_type: cell.cell_type,
      id: cell.getId(),
      source: cell.getSource(),
      metadata: { tags: cell.getMetadata('tags') }
    }))
  } as { readonly cells: readonly CompilerCell[] };
}

export interface CompilerCell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: string;
}

/** A valid notebook with everything but outputs. Cells keep their ids, also where the file's format is too old to have any. */
export function contentWithoutOutputs(notebook: ISharedNotebook): unknown {
  return {
    nbformat: 4,
    nbformat_minor: Math.max(5, notebook.nbformat_minor),
    metadata: notebook.getMetadata(),
    cells: notebook.cells.map(cell => ({
      cell_type: cell.cell_type,
      id: cell.getId(),
      source: cell.getSource(),
      metadata: cell.getMetadata(),
      ...(cell.cell_type === 'code' ? { outputs: [], execution_count: null } : {})
    }))
  };
}

/** The tags of a cell, whatever stands there; what is no text is no tag. */
export function tagsOf(cell: ISharedCell): readonly string[] {
  const tags: unknown = cell.getMetadata('tags');
  const list: readonly unknown[] = Array.isArray(tags) ? tags : [tags];
  return list.filter(tag => typeof tag === 'string');
}

/** Language that the notebook says it is written in, in small letters; null when it does not say. */
export function languageOf(notebook: ISharedNotebook): string | null {
  const kernel = notebook.getMetadata('kernelspec') as { readonly language?: unknown } | undefined;
  const info = notebook.getMetadata('language_info') as { readonly name?: unknown } | undefined;
  const language = [kernel?.language, info?.name].find(name => typeof name === 'string' && name !== '');
  return typeof language === 'string' ? language.toLowerCase() : null;
}

/** `major.minor` of the Python that the notebook was last run with, as the compiler reads it; null when it does not say. */
export function pythonOf(notebook: ISharedNotebook): string | null {
  const info = notebook.getMetadata('language_info') as { readonly version?: unknown } | undefined;
  return typeof info?.version === 'string' ? (/^\d+\.\d+/.exec(info.version)?.[0] ?? null) : null;
}
