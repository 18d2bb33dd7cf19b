/** Phase 1: a notebook → its steps. Understands every tag, looks at no Python. */
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import { readDocument } from './notebook.js';
import type { NotebookDocument } from './notebook.js';
import type { ReadNotebook } from './notebook-model.js';
import { pipelineNameFrom } from './pipeline-name.js';
import { readSettings } from './settings.js';
import { assignCells } from './steps.js';

export type { ReadNotebook } from './notebook-model.js';

/**
 * Reads a notebook given as JSON text or as parsed JSON.
 *
 * @param fileName gives the pipeline its name when the notebook does not.
 * @returns null when there is no notebook to be read; the sink then holds the reason.
 */
export function read(notebook: unknown, fileName: string, sink: DiagnosticSink): ReadNotebook | null {
  const document = readDocument(notebook, sink);
  if (document === null) {
    return null;
  }
  const settings = readSettings(document.settings, sink);
  const cells = assignCells(document.cells, settings, sink);
  checkLanguage(document, sink);
  if (cells.steps.length === 0) {
    sink.add(
      problem('no-steps', {
        message: 'No cell is tagged as a step, so there is nothing to run.',
        hint: 'Tag a cell step:<name>; the untagged cells below it belong to the same step.'
      })
    );
  }
  return {
    name: settings.name ?? pipelineNameFrom(fileName),
    description: settings.description,
    python: document.python,
    ...cells,
    order: new Map(document.cells.map(({ id, position }) => [id, position]))
  };
}

/** Notebooks that do not name their language are taken for Python: tools that strip metadata are common. */
function checkLanguage({ language }: NotebookDocument, sink: DiagnosticSink): void {
  if (language !== null && language !== 'python' && language !== 'ipython') {
    sink.add(
      problem('notebook-language', {
        message: `The notebook's kernel speaks ${language}; Collard understands Python.`,
        hint: 'Choose a Python kernel for the notebook.'
      })
    );
  }
}
