/** Small notebooks for the tests, said in few words. */

export type CellSpec = Readonly<{ tags?: readonly string[]; source: string; type?: 'code' | 'markdown' }>;

/** A Python notebook of these cells; their ids are `cell-0`, `cell-1` and so on. */
export function notebookOf(cells: readonly CellSpec[]): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python' },
      language_info: { name: 'python' }
    },
    cells: cells.map(({ tags, source, type = 'code' }, index) => ({
      cell_type: type,
      id: `cell-${index}`,
      metadata: tags === undefined ? {} : { tags },
      source,
      ...(type === 'code' ? { execution_count: null, outputs: [] } : {})
    }))
  };
}
