/** Badges in a real notebook panel: what they show, what their buttons do, and that they stay with their cells. */
import { NotebookActions } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import type { StepError } from '../../../protocol/step-error.js';
import { NotebookBadges } from '../../../src/badges/notebook-badges.js';
import { notebookOf, type CellToOpen } from '../support/open-notebook.js';
import { openPipeline, type OpenPipeline } from '../support/open-pipeline.js';
import { RunInTest } from '../support/run-in-test.js';

const cells: readonly CellToOpen[] = [
  { id: 'first', source: 'print(1)' },
  { id: 'imports', source: 'import math', tags: ['imports'] },
  { id: 'parameters', source: 'rate = 1', tags: ['pipeline-parameters'] },
  { id: 'load', source: 'data = [1]', tags: ['step:load', 'cache:disabled'] },
  { id: 'more', source: 'data = data * 2' },
  { id: 'note', type: 'markdown', source: 'words' },
  { id: 'skip', source: 'print(data)', tags: ['skip'] },
  {
    id: 'train',
    source: 'model = sum(data)\nprint(unknown)',
    tags: ['step:train', 'prev:load', 'limit:nvidia.com/gpu:2', 'limit:memory:4Gi', 'retry:1', 'secret:s:k:TOKEN']
  },
  { id: 'metrics', source: 'score = model\nprint(score)', tags: ['pipeline-metrics'] }
];

let opened: OpenPipeline;
let badges: NotebookBadges;
const edited: string[] = [];
const openedRuns: string[] = [];

async function open(content = notebookOf(cells)): Promise<void> {
  opened = await openPipeline(content);
  badges = new NotebookBadges(opened.pipeline, {
    editor: { open: (_, cell) => void edited.push(cell) },
    openRun: (run, step) => void openedRuns.push(`${run} ${step}`),
    trans: nullTranslator.load('collard')
  });
  await opened.pipeline.compileNow();
}

function node(id: string): HTMLElement {
  const found = opened.panel.content.widgets.find(({ model }) => model.id === id);
  if (found === undefined) {
    throw new Error(`no cell ${id}`);
  }
  return found.node;
}

const badge = (id: string): HTMLElement | null => node(id).querySelector<HTMLElement>('.collard-Badge');

/** Text of a part of a badge, words apart. */
function text(id: string, part = '.collard-Badge'): string {
  const walker = document.createTreeWalker(
    node(id).querySelector(part) ?? document.createElement('i'),
    NodeFilter.SHOW_TEXT
  );
  const words: string[] = [];
  while (walker.nextNode() !== null) {
    words.push(walker.currentNode.textContent ?? '');
  }
  return words.join(' ');
}

function button(id: string, label: string): HTMLButtonElement {
  const found = [...(badge(id)?.querySelectorAll('button') ?? [])].find(each => each.textContent === label);
  if (found === undefined) {
    throw new Error(`cell ${id} has no button ${label}`);
  }
  return found;
}

const frame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve));

beforeEach(() => {
  edited.length = 0;
  openedRuns.length = 0;
});
afterEach(() => {
  badges.dispose();
  opened.dispose();
});

describe('what a badge shows', () => {
  it.each([
    ['first', 'in no step'],
    ['imports', 'imports'],
    ['parameters', 'parameters'],
    ['load', 'load'],
    ['more', 'part of load'],
    ['skip', 'skipped'],
    ['train', 'train'],
    ['metrics', 'metrics']
  ])('cell %s is called "%s"', async (cell, chip) => {
    await open();
    expect(text(cell, '.collard-Badge-chip')).toBe(chip);
  });

  it('stands between header and input, once a code cell and never on text', async () => {
    await open();
    expect(document.querySelectorAll('.collard-Badge')).toHaveLength(cells.length - 1);
    expect(badge('note')).toBeNull();
    expect(badge('load')?.nextElementSibling?.className).toContain('jp-Cell-inputWrapper');
  });

  it('lists what the step comes after and how it runs', async () => {
    await open();
    expect(text('train', '.collard-Badge-details')).toBe('after load 2 GPU 4Gi memory 1 retry 1 secret');
    expect(text('load', '.collard-Badge-details')).toBe('never reused');
  });

  it('colors steps by order of appearance, and tells opening cells from merged ones without color', async () => {
    await open();
    const look = (id: string): readonly unknown[] => [
      badge(id)?.style.getPropertyValue('--collard-step-color'),
      badge(id)?.dataset['edge']
    ];
    expect(['load', 'more', 'train', 'skip', 'imports'].map(look)).toEqual([
      ['var(--collard-step-1)', 'solid'],
      ['var(--collard-step-1)', 'dashed'],
      ['var(--collard-step-2)', 'solid'],
      ['', 'none'],
      ['', 'none']
    ]);
  });

  it('uses a pattern when the colors begin anew', async () => {
    await open(notebookOf([...Array(17).keys()].map(place => ({ id: `c${place}`, tags: [`step:s${place}`] }))));
    const look = (place: number): readonly unknown[] => [
      badge(`c${place}`)?.style.getPropertyValue('--collard-step-color'),
      badge(`c${place}`)?.dataset['patterned']
    ];
    expect([look(0), look(8)]).toEqual([
      ['var(--collard-step-1)', 'false'],
      ['var(--collard-step-1)', 'true']
    ]);
  });

  it('says for screen readers what the cell is, what it comes after and what is wrong', async () => {
    await open();
    expect(button('train', 'train').getAttribute('aria-label')).toBe(
      'Step train begins here. After load. 1 problem. Edit.'
    );
  });

  it('shows the worst problem in words and the others on demand', async () => {
    await open(notebookOf([{ id: 'a', source: 'print(one)\nprint(two)', tags: ['step:a', 'limt:cpu:1'] }]));
    expect(text('a', '.collard-Problems')).toBe('one is not defined anywhere in the notebook. line 1 and 2 more');
    button('a', 'and 2 more').click();
    expect(badge('a')?.querySelectorAll('.collard-Problem')).toHaveLength(3);
    expect(document.activeElement?.textContent).not.toBe('and 2 more');
    const toggle = badge('a')?.querySelector<HTMLElement>('.collard-Problems-toggle');
    expect(toggle?.getAttribute('aria-expanded')).toBe('true');
    toggle?.click();
    expect(badge('a')?.querySelectorAll('.collard-Problem')).toHaveLength(1);
  });

  it('takes names and messages as text, whatever they hold', async () => {
    await open(notebookOf([{ id: 'a', source: 'x = 1', tags: ['step:a', 'limit:<img src=x onerror=alert(1)>:1'] }]));
    expect(badge('a')?.querySelector('img')).toBeNull();
    expect(text('a')).toContain('<img src=x');
  });
});

describe('what its buttons do', () => {
  it('the chip opens the editor for its cell', async () => {
    await open();
    button('more', 'part of load').click();
    expect(edited).toEqual(['more']);
  });

  it('a step that it comes after is a jump to the cell where that begins', async () => {
    await open();
    button('train', 'load').click();
    expect(opened.panel.content.activeCell?.model.id).toBe('load');
  });

  it('a fix is one click and one undo', async () => {
    await open(
      notebookOf([
        { id: 'a', source: 'x = 1' },
        { id: 'b', source: 'y = 1', tags: ['step:b'] }
      ])
    );
    button('a', 'Tag it skip').click();
    await opened.pipeline.compileNow();
    expect(text('a', '.collard-Badge-chip')).toBe('skipped');
    opened.panel.context.model.sharedModel.undo();
    await opened.pipeline.compileNow();
    expect(text('a', '.collard-Badge-chip')).toBe('in no step');
  });

  it('keeps the focus in the badge when the button that had it is gone', async () => {
    await open(
      notebookOf([
        { id: 'a', source: 'x = 1' },
        { id: 'b', source: 'y = 1', tags: ['step:b'] }
      ])
    );
    button('a', 'Tag it skip').focus();
    button('a', 'Tag it skip').click();
    await opened.pipeline.compileNow();
    expect(document.activeElement).toBe(badge('a')?.querySelector('.collard-Badge-chip'));
  });

  it("keeps the notebook's single-key commands away from its buttons", async () => {
    await open();
    expect(badge('load')?.dataset['lmSuppressShortcuts']).toBe('true');
  });
});

describe('that badges stay with their cells', () => {
  it.each<[string, () => void]>([
    ['moved', () => NotebookActions.moveUp(opened.panel.content)],
    ['copied', () => NotebookActions.duplicate(opened.panel.content)],
    ['deleted', () => NotebookActions.deleteCells(opened.panel.content)],
    ['split', () => NotebookActions.splitCell(opened.panel.content)],
    [
      'changed to text and back',
      () => {
        NotebookActions.changeCellType(opened.panel.content, 'markdown');
        NotebookActions.changeCellType(opened.panel.content, 'code');
      }
    ]
  ])('a cell is %s', async (_, act) => {
    await open();
    opened.panel.content.activeCellIndex = 7;
    act();
    await opened.pipeline.compileNow();
    await frame();
    const counts = opened.panel.content.widgets.map(({ model, node: cell }) => [
      model.type,
      cell.querySelectorAll('.collard-Badge').length
    ]);
    expect(counts.filter(([type, count]) => count !== (type === 'code' ? 1 : 0))).toEqual([]);
  });

  it('only what changed is drawn anew', async () => {
    await open();
    const drawn = new Set<string>();
    const observer = new MutationObserver(records =>
      records.forEach(({ target }) => {
        const changed = opened.panel.content.widgets.find(({ node: cell }) => cell.contains(target));
        drawn.add(changed?.model.id ?? 'elsewhere');
      })
    );
    for (const each of document.querySelectorAll('.collard-Badge')) {
      observer.observe(each, { attributes: true, childList: true, characterData: true, subtree: true });
    }
    opened.pipeline.edit('metrics', { kind: 'role', role: 'skip' });
    await opened.pipeline.compileNow();
    await frame();
    observer.disconnect();
    expect([...drawn]).toEqual(['metrics']);
  });

  it('all go when the pipeline is switched off, and come back', async () => {
    await open();
    opened.pipeline.setEnabled(false);
    expect(document.querySelectorAll('.collard-Badge, .collard-Cell')).toHaveLength(0);
    opened.pipeline.setEnabled(true);
    await opened.pipeline.compileNow();
    expect(document.querySelectorAll('.collard-Badge')).toHaveLength(cells.length - 1);
  });

  it('change nothing in the notebook', async () => {
    await open();
    expect(opened.panel.context.model.dirty).toBe(false);
    badges.dispose();
    expect(opened.panel.context.model.dirty).toBe(false);
    expect(document.querySelectorAll('.collard-Badge')).toHaveLength(0);
  });
});

describe('what it shows of a run', () => {
  const error: StepError = {
    code: 'cell-raised',
    name: 'ValueError',
    message: 'no rows',
    hint: '',
    cell: 'more',
    line: 1,
    source: 'data = data * 2',
    column: null,
    endColumn: null,
    variable: null,
    traceback: [],
    retryable: false
  };

  async function openWithRun(): Promise<RunInTest> {
    await open();
    const { plan } = await opened.pipeline.compileNow();
    const run = new RunInTest('run-1', plan!);
    opened.pipeline.showRun(run.model);
    return run;
  }

  it('every step waits first', async () => {
    await openWithRun();
    expect([text('load', '.collard-Badge-phase'), text('more', '.collard-Badge-phase')]).toEqual(['Waiting', '']);
  });

  it('marks the step that runs, and the cell that executes', async () => {
    const run = await openWithRun();
    run.happens({ type: 'step-started', step: 'load', attempt: 1, key: 'k', pid: 1 });
    run.happens({ type: 'cell-started', step: 'load', attempt: 1, cell: 'more' });
    await frame();
    await frame();
    expect(text('load', '.collard-Badge-phase')).toMatch(/^Running/);
    expect(text('more', '.collard-Badge-phase')).toMatch(/^Running/);
    expect(node('more').querySelector('[data-executes="true"]')).not.toBeNull();
    expect(node('load').querySelector('[data-executes="true"]')).toBeNull();
  });

  it('shows how long a step took, and which result was used again', async () => {
    const run = await openWithRun();
    run.happens({ type: 'step-started', step: 'load', attempt: 1, key: 'k', pid: 1 });
    run.happens({ type: 'step-succeeded', step: 'load', attempt: 1, record: 'k/1', seconds: 1.24, outputs: {} });
    run.happens({ type: 'step-cached', step: 'train', record: 'k/2', outputs: {}, metrics: {} });
    await frame();
    await frame();
    expect(text('load', '.collard-Badge-phase')).toBe('Succeeded in 1.2 s');
    expect(text('train', '.collard-Badge-phase')).toBe('Reused');
  });

  it('shows what went wrong in the cell where it did, with ways to the line and to the run', async () => {
    const run = await openWithRun();
    run.happens({ type: 'step-started', step: 'load', attempt: 1, key: 'k', pid: 1 });
    run.happens({ type: 'step-failed', step: 'load', attempt: 1, error, seconds: 0.5 });
    run.happens({ type: 'step-skipped', step: 'train', because: 'load failed' });
    await frame();
    await frame();
    expect(text('more', '.collard-Badge-failure')).toBe('ValueError: no rows line 1 Open run');
    expect(text('load', '.collard-Badge-phase')).toBe('Failed in 500 ms');
    expect(text('train', '.collard-Badge-phase')).toBe('Skipped');
    button('more', 'Open run').click();
    expect(openedRuns).toEqual(['run-1 load']);
  });

  it('forgets the run when nobody shows it any more', async () => {
    const run = await openWithRun();
    run.model.dispose();
    expect(text('load', '.collard-Badge-phase')).toBe('');
  });
});
