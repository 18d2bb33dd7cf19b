/** The form of a cell on a real notebook: what is written, when, to which cell, and where the focus goes. */
import type { ISharedNotebook } from '@jupyter/ydoc';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import { act } from 'react-dom/test-utils';
import { CellEditor } from '../../../src/editor/cell-editor.js';
import { NotebookPipeline } from '../../../src/pipeline/notebook-pipeline.js';
import { notebookOf, openNotebook, type CellToOpen } from '../support/open-notebook.js';

const cells: readonly CellToOpen[] = [
  { id: 'load', source: 'data = [1]', tags: ['mine', 'step:load'] },
  { id: 'more', source: 'count = len(data)', tags: ['step:load'] },
  { id: 'part', source: 'part = count' },
  { id: 'train', source: 'model = sum(data)', tags: ['step:train', 'prev:load', 'limit:cpu:1'] },
  { id: 'report', source: 'print(model)', tags: ['step:report', 'retry:often'] }
];

let panel: NotebookPanel;
let pipeline: NotebookPipeline;
let editor: CellEditor;
let anchor: HTMLButtonElement;

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

beforeEach(async () => {
  panel = await openNotebook(notebookOf(cells));
  pipeline = new NotebookPipeline({
    panel,
    enableByDefault: 'tagged notebooks',
    memory: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    activate: () => undefined
  });
  editor = new CellEditor(nullTranslator.load('collard'));
  anchor = document.body.appendChild(document.createElement('button'));
  await pipeline.compileNow();
});

afterEach(async () => {
  await act(async () => {
    editor.close();
    await settled();
  });
  anchor.remove();
  const { context } = panel;
  panel.dispose();
  context.dispose();
});

const notebook = (): ISharedNotebook => panel.context.model.sharedModel;
const popover = (): HTMLElement | null => document.querySelector('.collard-Editor');
const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 5));

function tags(id: string): string {
  const found = notebook().cells.find(cell => cell.getId() === id);
  return ((found?.getMetadata('tags') ?? []) as readonly string[]).join(' ');
}

async function open(cell: string): Promise<void> {
  await act(async () => {
    editor.open(pipeline, cell, anchor);
    await settled();
  });
}

/** The control with this label. */
function field<Control extends HTMLElement = HTMLInputElement>(label: string): Control {
  const found = [...(popover()?.querySelectorAll('label') ?? [])].find(each => each.textContent?.startsWith(label));
  const control = found?.htmlFor ? document.getElementById(found.htmlFor) : found?.querySelector('input');
  if (control === null || control === undefined) {
    throw new Error(`no field ${label}`);
  }
  return control as Control;
}

function button(name: string): HTMLButtonElement {
  const found = [...(popover()?.querySelectorAll('button') ?? [])].find(
    each => each.textContent === name || each.getAttribute('aria-label') === name
  );
  if (found === undefined) {
    throw new Error(`no button ${name}`);
  }
  return found;
}

async function doing(what: () => void): Promise<void> {
  await act(async () => {
    what();
    await settled();
  });
}

/** As a keyboard types: React hears of it by the input event. */
async function type(label: string, text: string): Promise<void> {
  await doing(() => {
    const input = field(label);
    input.focus();
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setter?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function choose(label: string, value: string): Promise<void> {
  await doing(() => {
    const select = field<HTMLSelectElement>(label);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

async function press(key: string, on: Element | null = document.activeElement): Promise<void> {
  await doing(() => on?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
}

const leave = (): Promise<void> => doing(() => (document.activeElement as HTMLElement).blur());

describe('opening and closing', () => {
  test('writes nothing', async () => {
    await open('train');
    await press('Escape');
    expect(cells.map(({ id, tags: before = [] }) => tags(id) === before.join(' '))).toEqual(cells.map(() => true));
    expect(panel.context.model.dirty).toBe(false);
  });

  test('it has a name, and the name of the step has the focus', async () => {
    await open('train');
    const title = popover()?.getAttribute('aria-labelledby') ?? '';
    expect(document.getElementById(title)?.textContent).toBe('Code cell 4');
    expect(document.activeElement).toBe(field('Step'));
  });

  test('Escape closes it and gives the focus back', async () => {
    await open('train');
    await press('Escape');
    expect([popover(), document.activeElement]).toEqual([null, anchor]);
  });

  test('opened again for the same cell it closes, for another it moves there', async () => {
    await open('train');
    await open('load');
    expect([document.querySelectorAll('.collard-Editor').length, field('Step').value]).toEqual([1, 'load']);
    await open('load');
    expect(popover()).toBeNull();
  });

  test('Tab stays inside', async () => {
    await open('report');
    const last = button('Clear everything');
    last.focus();
    await press('Tab');
    expect(document.activeElement).toBe(button('Close'));
  });

  test('it closes when its cell is gone', async () => {
    await open('report');
    await doing(() => notebook().deleteCell(4));
    expect(popover()).toBeNull();
  });

  test('keys typed in it are no commands of the notebook', async () => {
    await open('train');
    expect(popover()?.dataset['lmSuppressShortcuts']).toBe('true');
  });
});

describe('a text is written', () => {
  test('with Enter', async () => {
    await open('train');
    await type('Memory', '4Gi');
    expect(tags('train')).toBe('step:train prev:load limit:cpu:1');
    await press('Enter');
    expect(tags('train')).toBe('step:train prev:load limit:cpu:1 limit:memory:4Gi');
  });

  test('when its field is left', async () => {
    await open('train');
    await type('CPUs', '2');
    await leave();
    expect(tags('train')).toBe('step:train prev:load limit:cpu:2');
  });

  test('not after Escape', async () => {
    await open('train');
    await type('CPUs', '2');
    await press('Escape');
    expect(tags('train')).toBe('step:train prev:load limit:cpu:1');
  });

  test('to the cell that it was typed for, when another cell is opened', async () => {
    await open('train');
    await type('CPUs', '2');
    await open('report');
    expect([tags('train'), tags('report')]).toEqual(['step:train prev:load limit:cpu:2', 'step:report retry:often']);
  });

  test('as nothing when it is emptied', async () => {
    await open('train');
    await type('CPUs', '');
    await press('Enter');
    expect(tags('train')).toBe('step:train prev:load');
  });

  test('as one step of undo', async () => {
    await open('train');
    await type('CPUs', '2');
    await press('Enter');
    await choose('GPU', 'amd');
    expect(tags('train')).toBe('step:train prev:load limit:cpu:2 limit:amd.com/gpu:1');
    await choose('GPU', 'nvidia');
    await doing(() => notebook().undo());
    expect(tags('train')).toBe('step:train prev:load limit:cpu:2 limit:amd.com/gpu:1');
    await doing(() => notebook().undo());
    await doing(() => notebook().undo());
    expect(tags('train')).toBe('step:train prev:load limit:cpu:1');
  });
});

test.each([
  ['CPUs', 'lots', '"lots" cannot be the value of the limit cpu'],
  ['Memory', '4 GB', '"4 GB" cannot be the value of the limit memory'],
  ['Retries', 'often', '"often" is not a number of retries'],
  ['Time limit', 'soon', '"soon" is not a duration'],
  ['Step', 'Big Step', '"Big Step" cannot be the name of a step'],
  ['Step', '', 'The step has no name']
])('a wrong text stays a draft with its message: %s = %j', async (label, text, message) => {
  await open('train');
  await type(label, text);
  await leave();
  const input = field(label);
  const shown = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  expect([tags('train'), input.value, input.getAttribute('aria-invalid')]).toEqual([
    'step:train prev:load limit:cpu:1',
    text,
    'true'
  ]);
  expect(shown?.textContent).toContain(message);
  expect(shown?.hidden).toBe(false);
});

describe('what the cell is', () => {
  test('a cell gets a role at once', async () => {
    await open('train');
    await choose('This cell is', 'skip');
    expect(tags('train')).toBe('skip');
  });

  test('arrow keys walk through the kinds and write the last one only when the field is left', async () => {
    await open('train');
    field('This cell is').focus();
    await press('ArrowDown');
    await choose('This cell is', 'imports');
    expect(tags('train')).toBe('step:train prev:load limit:cpu:1');
    await leave();
    expect(tags('train')).toBe('imports');
  });

  test('a cell without a name becomes a step with its name', async () => {
    await open('part');
    await choose('This cell is', 'step');
    expect(tags('part')).toBe('');
    expect(document.activeElement).toBe(field('Step'));
    await type('Step', 'check');
    await press('Enter');
    expect(tags('part')).toBe('step:check');
  });

  test('everything goes but tags of other tools', async () => {
    await open('load');
    await doing(() => button('Clear everything').click());
    expect(tags('load')).toBe('mine');
    expect(document.activeElement).toBe(field('This cell is'));
  });

  test('a tag that cannot be read is shown and can be removed', async () => {
    await open('report');
    expect(popover()?.textContent).toContain('"often" is not a number of retries');
    await doing(() => button('Remove the tag retry:often').click());
    expect(tags('report')).toBe('step:report');
  });
});

describe('the name of the step', () => {
  test('names that are there are offered', async () => {
    await open('report');
    const list = document.getElementById(field('Step').getAttribute('list') ?? '');
    expect([...(list?.querySelectorAll('option') ?? [])].map(({ value }) => value)).toEqual(['load', 'train']);
  });

  test('joining a step is said beforehand', async () => {
    await open('report');
    await type('Step', 'train');
    expect(popover()?.textContent).toContain('Joins step train, which is there already.');
  });

  test('it is renamed in all cells, and where others name it', async () => {
    await open('load');
    await type('Step', 'read');
    await press('Enter');
    expect(['load', 'more', 'train'].map(tags)).toEqual([
      'mine step:read',
      'step:read',
      'step:train prev:read limit:cpu:1'
    ]);
    await doing(() => notebook().undo());
    expect(['load', 'more', 'train'].map(tags)).toEqual([
      'mine step:load',
      'step:load',
      'step:train prev:load limit:cpu:1'
    ]);
  });

  test('it is renamed in this cell alone if the user wants that', async () => {
    await open('more');
    await type('Step', 'count');
    await doing(() => field('Rename in all 2 cells of step load').click());
    await press('Enter', field('Step'));
    expect(['load', 'more'].map(tags)).toEqual(['mine step:load', 'step:count']);
  });
});

describe('what the step runs after', () => {
  test('a needed step is there, with the names that flow', async () => {
    await open('report');
    const box = field('train');
    expect([box.checked, box.getAttribute('aria-disabled')]).toEqual([true, 'true']);
    expect(popover()?.textContent).toContain('needs model');
    await doing(() => box.click());
    expect(tags('report')).toBe('step:report retry:often');
  });

  test('another one can be chosen, and taken back', async () => {
    await open('report');
    await doing(() => field('load').click());
    expect(tags('report')).toBe('step:report retry:often prev:load');
    await doing(() => field('load').click());
    expect(tags('report')).toBe('step:report retry:often');
  });

  test('one that begins further down cannot be chosen', async () => {
    await open('train');
    await doing(() => field('report').click());
    expect(tags('train')).toBe('step:train prev:load limit:cpu:1');
    expect(popover()?.textContent).toContain('begins further down');
  });

  test('cells further down in a step send to its first cell', async () => {
    await open('more');
    expect(popover()?.textContent).toContain('Step load begins further up.');
    await doing(() => button('Edit step load').click());
    expect(popover()?.querySelector('h2')?.textContent).toBe('Code cell 1');
  });
});

describe('more', () => {
  test.each([
    ['Labels', 'team=blue', 'label:team:blue'],
    ['Annotations', 'url=http://x:1', 'annotation:url:http://x:1'],
    ['Other limits', 'example.com/x=1', 'limit:example.com/x:1'],
    ['Secrets', 'KEY=vault:token', 'secret:vault:token:KEY'],
    ['Container image', 'python:3.12', 'image:python:3.12']
  ])('%s: %s', async (label, text, tag) => {
    await open('train');
    await type(label, text);
    await press('Enter');
    expect(tags('train').split(' ')).toContain(tag);
  });

  test('a label is removed again', async () => {
    await open('train');
    await type('Labels', 'team=blue');
    await press('Enter');
    await doing(() => button('Remove team=blue').click());
    expect(tags('train')).toBe('step:train prev:load limit:cpu:1');
  });

  test('results are never reused, or as usual', async () => {
    await open('train');
    await choose('Earlier results', 'disabled');
    expect(tags('train')).toContain('cache:disabled');
    await choose('Earlier results', '');
    expect(tags('train')).not.toContain('cache');
  });
});
