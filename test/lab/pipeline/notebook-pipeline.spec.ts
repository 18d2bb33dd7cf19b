/** The live pipeline of a real notebook panel: what it compiles, when it is on, and what its edits leave in the notebook. */
import type { ISharedCell } from '@jupyter/ydoc';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { EnableByDefault, SwitchMemory } from '../../../src/pipeline/enabling.js';
import { NotebookPipeline } from '../../../src/pipeline/notebook-pipeline.js';
import type { PipelineState } from '../../../src/tokens.js';
import { notebookOf, openNotebook, type CellToOpen } from '../support/open-notebook.js';

const twoSteps: readonly CellToOpen[] = [
  { id: 'title', type: 'markdown', source: '# Title' },
  { id: 'load', source: 'data = [1, 2]', tags: ['step:load', 'keep'] },
  { id: 'more', source: 'more = data' },
  { id: 'train', source: 'model = sum(more)', tags: ['step:train', 'prev:load'] }
];

let panel: NotebookPanel;
let pipeline: NotebookPipeline;
const remembered = new Map<string, boolean>();
const memory: SwitchMemory = {
  read: path => Promise.resolve(remembered.get(path) ?? null),
  write: (path, on) => Promise.resolve(void remembered.set(path, on))
};

async function open(
  cells: readonly CellToOpen[],
  metadata: Readonly<Record<string, unknown>> = {},
  enableByDefault: EnableByDefault = 'tagged notebooks'
): Promise<void> {
  panel = await openNotebook(notebookOf(cells, metadata));
  pipeline = new NotebookPipeline({ panel, enableByDefault, memory, activate: () => undefined });
}

const shared = (): typeof panel.context.model.sharedModel => panel.context.model.sharedModel;

function cell(id: string): ISharedCell {
  const found = shared().cells.find(each => each.getId() === id);
  if (found === undefined) {
    throw new Error(`no cell ${id}`);
  }
  return found;
}

const tags = (id: string): unknown => cell(id).getMetadata('tags');

function nextState(): Promise<PipelineState> {
  return new Promise(resolve => {
    const take = (_: unknown, state: PipelineState): void => {
      pipeline.changed.disconnect(take);
      resolve(state);
    };
    pipeline.changed.connect(take);
  });
}

beforeEach(() => remembered.clear());
afterEach(() => {
  const { context } = panel;
  panel.dispose();
  context.dispose();
});

describe('what it compiles', () => {
  it('knows the role of every code cell and the steps by order of appearance', async () => {
    await open(twoSteps);
    const state = await pipeline.compileNow();
    expect(state.steps).toEqual(['load', 'train']);
    expect([...state.cells.values()].map(({ cell: id, kind, step, opens }) => [id, kind, step, opens])).toEqual([
      ['load', 'step', 'load', true],
      ['more', 'merged', 'load', false],
      ['train', 'step', 'train', true]
    ]);
    expect(state.plan?.steps.map(({ name, after }) => [name, after])).toEqual([
      ['load', []],
      ['train', ['load']]
    ]);
  });

  it('compiles by itself once the notebook has opened', async () => {
    await open(twoSteps);
    expect(pipeline.state).toBeNull();
    expect((await nextState()).version).toBe(1);
  });

  it('follows the text of a cell', async () => {
    await open(twoSteps);
    await pipeline.compileNow();
    cell('train').setSource('model = missing_name');
    const state = await nextState();
    expect(state.version).toBe(2);
    expect(state.diagnostics.find(({ severity }) => severity === 'error')).toMatchObject({
      cell: 'train',
      name: 'missing_name'
    });
  });

  it('compiles while somebody types without a pause', async () => {
    await open(twoSteps);
    await pipeline.compileNow();
    const typing = setInterval(() => cell('train').updateSource(0, 0, ' '), 10);
    expect((await nextState()).version).toBe(2);
    clearInterval(typing);
  });

  it.each([
    ['tags that another tool sets', () => cell('more').setMetadata('tags', ['step:more'])],
    ['a cell that is gone', () => shared().deleteCell(3)],
    [
      'a cell that is new',
      () => shared().insertCell(1, { cell_type: 'code', source: '', metadata: { tags: ['step:x'] } })
    ]
  ])('follows %s', async (_, change) => {
    await open(twoSteps);
    await pipeline.compileNow();
    change();
    expect((await nextState()).steps).not.toEqual(['load', 'train']);
  });

  it('does not compile again for outputs or foreign metadata', async () => {
    await open(twoSteps);
    await pipeline.compileNow();
    cell('load').setMetadata('collapsed', true);
    cell('title').setSource('# Another title');
    expect((await pipeline.compileNow()).version).toBe(1);
  });

  it('hands out the content with the ids and metadata of its cells, and without outputs', async () => {
    await open(twoSteps);
    expect(pipeline.content()).toMatchObject({
      nbformat: 4,
      metadata: { kernelspec: { name: 'python3' } },
      cells: [
        { cell_type: 'markdown', id: 'title' },
        { id: 'load', source: 'data = [1, 2]', metadata: { tags: ['step:load', 'keep'] }, outputs: [] },
        { id: 'more' },
        { id: 'train' }
      ]
    });
  });
});

describe('when it is on', () => {
  const plain: readonly CellToOpen[] = [{ id: 'a', source: 'x = 1' }];
  it.each<[string, readonly CellToOpen[], Record<string, unknown>, EnableByDefault, boolean]>([
    ['a plain notebook is off', plain, {}, 'tagged notebooks', false],
    ['a notebook with a step is on', twoSteps, {}, 'tagged notebooks', true],
    ['a notebook of the other dialect is on', [{ id: 'a', tags: ['block:a'] }], {}, 'tagged notebooks', true],
    ['an imports cell is enough', [{ id: 'a', tags: ['imports'] }], {}, 'tagged notebooks', true],
    ['skip alone is not', [{ id: 'a', tags: ['skip'] }], {}, 'tagged notebooks', false],
    ['foreign tags are not', [{ id: 'a', tags: ['hide-input', 'parameters'] }], {}, 'tagged notebooks', false],
    ['tags of a text cell are not', [{ id: 'a', type: 'markdown', tags: ['step:a'] }], {}, 'tagged notebooks', false],
    ["Kale's settings are enough", plain, { kubeflow_notebook: {} }, 'tagged notebooks', true],
    ['always means every Python notebook', plain, {}, 'always', true],
    ['never means none', twoSteps, {}, 'never', false],
    [
      'a notebook in another language is off',
      twoSteps,
      { kernelspec: { name: 'ir', display_name: 'R', language: 'R' } },
      'always',
      false
    ]
  ])('%s', async (_, cells, metadata, enableByDefault, enabled) => {
    await open(cells, metadata, enableByDefault);
    expect(pipeline.enabled).toBe(enabled);
  });

  it('switches by hand, remembers it for the file, and writes nothing', async () => {
    await open(plain);
    const seen: boolean[] = [];
    pipeline.enabledChanged.connect((_, on) => seen.push(on));
    pipeline.setEnabled(true);
    pipeline.setEnabled(false);
    expect(seen).toEqual([true, false]);
    expect(remembered.get(pipeline.path)).toBe(false);
    expect(panel.context.model.dirty).toBe(false);
  });

  it('takes up what the user chose the last time', async () => {
    await open(plain);
    remembered.set(pipeline.path, true);
    const again = new NotebookPipeline({ panel, enableByDefault: 'never', memory, activate: () => undefined });
    await new Promise(resolve => again.enabledChanged.connect(resolve));
    expect(again.enabled).toBe(true);
  });

  it('goes on with the first edit, even where nothing is shown by default', async () => {
    await open(plain, {}, 'never');
    pipeline.edit('a', { kind: 'role', role: 'step', step: 'first' });
    expect(pipeline.enabled).toBe(true);
  });

  it('proposes steps as one edit that can be undone', async () => {
    await open([
      { id: 'h1', type: 'markdown', source: '# Load' },
      { id: 'a', source: 'data = [1, 2]' },
      { id: 'h2', type: 'markdown', source: '# Train' },
      { id: 'b', source: 'model = sum(data)\nprint(model)', tags: ['keep'] }
    ]);
    expect(await pipeline.suggestSteps()).toBe(2);
    expect([pipeline.enabled, pipeline.state?.steps]).toEqual([true, ['load', 'train']]);
    expect(tags('b')).toContain('keep');
    shared().undo();
    expect([tags('a'), tags('b')]).toEqual([undefined, ['keep']]);
  });

  it('goes on when the first step is tagged, and stays on when the last tag goes', async () => {
    await open(plain);
    pipeline.edit('a', { kind: 'role', role: 'step', step: 'first' });
    expect(pipeline.enabled).toBe(true);
    pipeline.edit('a', { kind: 'role', role: 'merged' });
    expect(pipeline.enabled).toBe(true);
  });
});

describe('what its edits leave in the notebook', () => {
  it('opening and compiling changes nothing', async () => {
    await open(twoSteps);
    const before = JSON.stringify(shared().toJSON());
    await pipeline.compileNow();
    pipeline.dispose();
    expect(JSON.stringify(shared().toJSON())).toBe(before);
    expect(panel.context.model.dirty).toBe(false);
    expect(shared().canUndo()).toBe(false);
  });

  it('keeps foreign tags in their places', async () => {
    await open([{ id: 'a', tags: ['hide-input', 'step:a', 'keep'] }]);
    pipeline.edit('a', { kind: 'role', role: 'step', step: 'b' });
    expect(tags('a')).toEqual(['hide-input', 'step:b', 'keep']);
  });

  it('names steps in the dialect of the notebook', async () => {
    await open([{ id: 'a', tags: ['block:a'] }, { id: 'b' }]);
    pipeline.edit('b', { kind: 'role', role: 'step', step: 'b' });
    expect(tags('b')).toEqual(['block:b']);
  });

  it('removes the key with the last tag', async () => {
    await open([{ id: 'a', tags: ['step:a'], metadata: { editable: true } }]);
    pipeline.edit('a', { kind: 'role', role: 'merged' });
    expect(cell('a').getMetadata()).toEqual({ editable: true });
  });

  it('undoes and redoes a renaming of many cells in one step', async () => {
    await open(twoSteps);
    pipeline.renameStep('load', 'fetch');
    expect([tags('load'), tags('train')]).toEqual([
      ['step:fetch', 'keep'],
      ['step:train', 'prev:fetch']
    ]);
    shared().undo();
    expect([tags('load'), tags('train')]).toEqual([
      ['step:load', 'keep'],
      ['step:train', 'prev:load']
    ]);
    shared().redo();
    expect(tags('train')).toEqual(['step:train', 'prev:fetch']);
  });

  it('keeps two edits apart, however soon the second follows', async () => {
    await open(twoSteps);
    shared().insertCell(4, { cell_type: 'code', source: '', metadata: {} });
    pipeline.edit('more', { kind: 'role', role: 'skip' });
    pipeline.edit('train', { kind: 'role', role: 'skip' });
    shared().undo();
    expect([tags('more'), tags('train')]).toEqual([['skip'], ['step:train', 'prev:load']]);
    shared().undo();
    expect([tags('more'), shared().cells.length]).toEqual([undefined, 5]);
  });

  it('tells of an undone edit as of any other change', async () => {
    await open(twoSteps);
    await pipeline.compileNow();
    pipeline.edit('train', { kind: 'role', role: 'skip' });
    expect((await nextState()).steps).toEqual(['load']);
    shared().undo();
    expect((await nextState()).steps).toEqual(['load', 'train']);
  });

  it('applies a fix where the old tag stood', async () => {
    await open([{ id: 'a', tags: ['step:a', 'limt:cpu:1', 'keep'] }]);
    const { diagnostics } = await pipeline.compileNow();
    const [fix] = diagnostics.flatMap(({ fixes }) => fixes ?? []);
    expect(fix).toBeDefined();
    pipeline.applyFix(fix!);
    expect(tags('a')).toEqual(['step:a', 'limit:cpu:1', 'keep']);
  });

  it('passes over cells that are gone', async () => {
    await open(twoSteps);
    pipeline.setTags([{ cell: 'gone', tags: ['skip'] }]);
    expect(panel.context.model.dirty).toBe(false);
  });
});

describe('what it reveals', () => {
  it('makes the cell the active one', async () => {
    await open(twoSteps);
    expect(await pipeline.reveal('train')).toBe(true);
    expect(panel.content.activeCell?.model.id).toBe('train');
  });

  it('says when there is no such cell', async () => {
    await open(twoSteps);
    expect(await pipeline.reveal('gone', 1)).toBe(false);
  });
});

it('ends with its notebook', async () => {
  await open(twoSteps);
  await pipeline.compileNow();
  let ended = false;
  pipeline.disposed.connect(() => (ended = true));
  panel.content.dispose();
  panel.dispose();
  expect([ended, pipeline.isDisposed]).toEqual([true, true]);
});
