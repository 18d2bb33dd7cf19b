/** Builds notebooks for tests: cells as [tags, source], ids c1, c2, … */

export type TestCell = readonly [tags: readonly string[], source: string, id?: string];

export interface TestNotebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly unknown[];
}

export function notebook(cells: readonly TestCell[], settings: Readonly<Record<string, unknown>> = {}): TestNotebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' },
      language_info: { name: 'python', version: '3.12.1' },
      kubeflow_notebook: settings
    },
    cells: cells.map(([tags, source, id], index) => ({
      cell_type: 'code',
      id: id ?? `c${index + 1}`,
      metadata: { tags },
      execution_count: null,
      outputs: [],
      source
    }))
  };
}

/** A step cell: `step('b', 'a')` is tagged step:b and prev:a. */
export function step(name: string, ...previous: readonly string[]): readonly string[] {
  return [`step:${name}`, ...previous.map(other => `prev:${other}`)];
}
