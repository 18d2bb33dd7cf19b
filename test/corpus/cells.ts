/** Notebooks of the corpora: cells as a person thinks of them, and the nbformat JSON that the compiler reads. */

export interface CorpusCell {
  readonly id: string;
  readonly tags: readonly string[];
  readonly source: string;
  readonly kind?: 'code' | 'markdown';
}

/** The notebook as JSON text, clean: no outputs, no execution counts. */
export function notebookText(name: string, cells: readonly CorpusCell[]): string {
  return JSON.stringify({
    cells: cells.map(cellJson),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      kubeflow_notebook: { pipeline_name: name }
    },
    nbformat: 4,
    nbformat_minor: 5
  });
}

function cellJson({ id, tags, source, kind = 'code' }: CorpusCell): object {
  return kind === 'markdown'
    ? { cell_type: kind, id, metadata: {}, source }
    : { cell_type: kind, id, metadata: { tags }, source, execution_count: null, outputs: [] };
}

/** For reading a failure: every cell with its tags, as one text. */
export function printCells(cells: readonly CorpusCell[]): string {
  return cells.map(({ id, tags, source }) => `# --- ${id} [${tags.join(', ')}]\n${source}`).join('\n');
}
