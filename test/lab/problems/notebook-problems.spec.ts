/** Marks in the editors of a real notebook panel: where the compiler finds a problem, and where the last run failed. */
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { EditorView } from '@codemirror/view';
import type { StepError } from '../../../protocol/step-error.js';
import { problemsAt } from '../../../src/problems/editor-problems.js';
import { NotebookProblems } from '../../../src/problems/notebook-problems.js';
import { notebookOf, type CellToOpen } from '../support/open-notebook.js';
import { openPipeline, type OpenPipeline } from '../support/open-pipeline.js';
import { RunInTest } from '../support/run-in-test.js';

let opened: OpenPipeline;
let marks: NotebookProblems;

async function open(cells: readonly CellToOpen[]): Promise<void> {
  opened = await openPipeline(notebookOf(cells));
  marks = new NotebookProblems(opened.pipeline);
  await opened.pipeline.compileNow();
}

function view(id: string): EditorView {
  const editor = opened.panel.content.widgets.find(({ model }) => model.id === id)?.editor;
  if (!(editor instanceof CodeMirrorEditor)) {
    throw new Error(`cell ${id} has no editor`);
  }
  return editor.editor;
}

/** Texts that are underlined, each with how. */
function underlined(id: string): readonly (readonly [string, string])[] {
  return [...view(id).dom.querySelectorAll('.collard-Squiggle')].map(({ textContent, className }) => [
    textContent ?? '',
    /collard-mod-\w+/.exec(className)?.[0].slice('collard-mod-'.length) ?? ''
  ]);
}

const failedLines = (id: string): readonly (string | null)[] =>
  [...view(id).dom.querySelectorAll('.collard-FailedLine')].map(({ textContent }) => textContent);

afterEach(() => {
  marks.dispose();
  opened.dispose();
});

describe('problems', () => {
  it('are underlined where they are, by severity', async () => {
    await open([{ id: 'a', source: 'x = 1\nprint(x, missing)', tags: ['step:a'] }]);
    expect(underlined('a')).toEqual([['missing', 'error']]);
  });

  it('count UTF-16 units, as editors do', async () => {
    await open([{ id: 'a', source: 'print("🐍", missing)', tags: ['step:a'] }]);
    expect(underlined('a')).toEqual([['missing', 'error']]);
  });

  it('move with the text while the compiler has not spoken yet, and go when they are mended', async () => {
    await open([{ id: 'a', source: 'print(missing)', tags: ['step:a'] }]);
    view('a').dispatch({ changes: { from: 0, insert: 'x = 1\n' } });
    expect(underlined('a')).toEqual([['missing', 'error']]);
    view('a').dispatch({ changes: { from: 0, insert: 'missing = 2\n' } });
    await opened.pipeline.compileNow();
    expect(underlined('a')).toEqual([]);
  });

  it('are underlined again in a text that was replaced by an equal one', async () => {
    await open([{ id: 'a', source: 'print(missing)', tags: ['step:a'] }]);
    opened.panel.context.model.sharedModel.cells[0]?.setSource('print(missing)');
    await opened.pipeline.compileNow();
    expect(underlined('a')).toEqual([['missing', 'error']]);
  });

  it('are underlined in every one of many cells', async () => {
    const many = [...Array(40).keys()].map(place => ({
      id: `c${place}`,
      source: 'print(missing)',
      tags: [`step:s${place}`]
    }));
    await open(many);
    const marked = (): number => many.flatMap(({ id }) => underlined(id)).length;
    while (marked() < many.length) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(marked()).toBe(many.length);
  });

  it('can be asked for at a place, for the tip', async () => {
    await open([{ id: 'a', source: 'print(missing)', tags: ['step:a'] }]);
    expect(problemsAt(view('a'), 8).map(({ diagnostic }) => diagnostic.message)).toEqual([
      'missing is not defined anywhere in the notebook.'
    ]);
    expect(problemsAt(view('a'), 2)).toEqual([]);
  });

  it('are not shown while the pipeline is switched off', async () => {
    await open([{ id: 'a', source: 'print(missing)', tags: ['step:a'] }]);
    opened.pipeline.setEnabled(false);
    expect(underlined('a')).toEqual([]);
  });

  it('cost an editor without problems nothing, not even an extension', async () => {
    await open([{ id: 'a', source: 'x = 1', tags: ['step:a'] }]);
    const before = view('a').state;
    opened.pipeline.edit('a', { kind: 'role', role: 'step', step: 'b' });
    await opened.pipeline.compileNow();
    expect(view('a').state).toBe(before);
  });
});

describe('the line where the last run failed', () => {
  const error: StepError = {
    code: 'cell-raised',
    name: 'ValueError',
    message: 'no rows',
    hint: '',
    cell: 'a',
    line: 2,
    source: 'y = 2',
    column: null,
    endColumn: null,
    variable: null,
    traceback: [],
    retryable: false
  };

  async function openFailed(source = 'x = 1\ny = 2'): Promise<void> {
    await open([{ id: 'a', source, tags: ['step:a'] }]);
    const { plan } = await opened.pipeline.compileNow();
    const run = new RunInTest('run-1', plan!);
    opened.pipeline.showRun(run.model);
    run.happens({ type: 'step-started', step: 'a', attempt: 1, key: 'k', pid: 1 });
    run.happens({ type: 'step-failed', step: 'a', attempt: 1, error, seconds: 1 });
    await Promise.resolve();
  }

  it('is marked', async () => {
    await openFailed();
    expect(failedLines('a')).toEqual(['y = 2']);
  });

  it('is no longer marked when the cell is edited, and is again when the edit is undone', async () => {
    await openFailed();
    const cell = opened.panel.context.model.sharedModel.cells[0];
    view('a').dispatch({ changes: { from: 0, insert: '# ' } });
    expect(failedLines('a')).toEqual([]);
    await opened.pipeline.compileNow();
    expect(failedLines('a')).toEqual([]);
    cell?.setSource('x = 1\ny = 2');
    await opened.pipeline.compileNow();
    expect(failedLines('a')).toEqual(['y = 2']);
  });

  it('goes with the run', async () => {
    await openFailed();
    opened.pipeline.showRun(null);
    expect(failedLines('a')).toEqual([]);
  });
});
