/** One action of the user is one step of undo, and of redo; and what is typed goes to where it was typed. */
import type { LabPage } from './support/lab-page.js';
import { activateCell, contentText, stepBack, tagsByCell } from './support/notebook-in-page.js';
import { notebookOf } from './support/notebook.js';
import { PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();
let lab: LabPage;
let pipeline: PipelinePage;

const cells = [
  { tags: ['step:load', 'keep-me'], source: 'a = 1' },
  { tags: ['step:load'], source: 'b = a + 1' },
  { tags: ['step:train', 'prev:load'], source: 'c = b + 1' },
  { source: 'd = c + 1' },
  { tags: ['step:bad', 'prev:nowhere'], source: 'e = 1' }
];

beforeAll(async () => {
  session.server.writeNotebook('undo.ipynb', notebookOf(cells));
  session.server.writeNotebook('other.ipynb', notebookOf([{ tags: ['step:other'], source: 'z = 1' }]));
  session.server.writeNotebook(
    'plain.ipynb',
    notebookOf([
      { source: '# Load', type: 'markdown' },
      { source: 'import math\na = 1' },
      { source: '# Train', type: 'markdown' },
      { source: 'b = a + 1' },
      { source: 'print(b)' }
    ])
  );
  lab = await session.open('undo.ipynb');
  pipeline = new PipelinePage(lab);
  await lab.untilKernelIsIdle();
  await pipeline.chip(0).waitFor();
}, 120_000);

afterEach(() => expect(lab.errors).toEqual([]));

const actions: readonly (readonly [string, (page: PipelinePage) => Promise<void>])[] = [
  ['a kind chosen in the form', async () => inForm(3, form => form.getByLabel('This cell is').selectOption('skip'))],
  ['a box of “Runs after”', async () => inForm(4, form => form.getByLabel('train', { exact: true }).check())],
  [
    'a number of retries',
    async () =>
      inForm(0, async form => {
        await form.getByLabel(/Retries|Tries/).fill('2');
        await lab.page.keyboard.press('Enter');
      })
  ],
  [
    'a step renamed in all of its cells and wherever others name it',
    async () =>
      inForm(0, async form => {
        await form.getByLabel('Step', { exact: true }).fill('fetch');
        await lab.page.keyboard.press('Enter');
      })
  ],
  ['everything cleared', async () => inForm(2, form => form.getByRole('button', { name: 'Clear everything' }).click())],
  ['a fix of a problem', async page => page.badge(4).locator('.collard-Badge-fix').first().click()]
];

test.each(actions)(
  '%s is undone and done again as a whole',
  async (_, act) => {
    const before = await contentText(lab);
    await act(pipeline);
    await untilContent(text => text !== before);
    const after = await contentText(lab);
    await stepBack(lab);
    expect(await contentText(lab)).toBe(before);
    await stepBack(lab, 'redo');
    expect(await contentText(lab)).toBe(after);
    await stepBack(lab);
    expect(await contentText(lab)).toBe(before);
  },
  30_000
);

test('the key for undo in the notebook undoes it, too, and the badge follows', async () => {
  await inForm(3, form => form.getByLabel('This cell is').selectOption('skip'));
  await pipeline.chip(3).getByText('skipped').waitFor();
  await activateCell(lab, 3);
  await lab.page.locator('.jp-Notebook').first().focus();
  await lab.page.keyboard.press('z');
  await pipeline.chip(3).getByText('part of train').waitFor();
  expect((await tagsByCell(lab))[3]).toEqual([]);
}, 30_000);

test('what is typed into the form when another cell is clicked goes to the cell of the form', async () => {
  const before = await tagsByCell(lab);
  await pipeline.chip(2).click();
  await lab.page.getByRole('dialog').getByLabel('Step', { exact: true }).fill('teach');
  await lab.cell(4).locator('.cm-content').click();
  await untilContent(text => text.includes('step:teach'));
  expect(await tagsByCell(lab)).toEqual(before.map((tags, at) => (at === 2 ? ['step:teach', 'prev:load'] : tags)));
  await stepBack(lab);
  expect(await tagsByCell(lab)).toEqual(before);
}, 30_000);

test('what is typed into the form when another notebook comes to the front stays in the notebook of the form', async () => {
  const before = await tagsByCell(lab);
  await pipeline.chip(2).click();
  await lab.page.getByRole('dialog').getByLabel('Step', { exact: true }).fill('teach');
  await lab.command('docmanager:open', { path: 'other.ipynb' });
  await lab.page.locator('.collard-Badge-chip:visible', { hasText: 'other' }).waitFor();
  expect(await tagsByCell(lab)).toEqual([['step:other']]);
  await lab.command('docmanager:open', { path: 'undo.ipynb' });
  const after = await tagsByCell(lab);
  expect([before, before.map((tags, at) => (at === 2 ? ['step:teach', 'prev:load'] : tags))]).toContainEqual(after);
}, 30_000);

test('suggested steps are one action, however many cells get a tag', async () => {
  await lab.command('docmanager:open', { path: 'plain.ipynb' });
  await lab.page.locator('.jp-Notebook:visible .jp-Cell').nth(4).waitFor();
  await untilContent(text => text.includes('"version"')); // which JupyterLab writes, once the kernel tells
  const before = await contentText(lab);
  await lab.command('collard:suggest-steps');
  const suggested = await tagsByCell(lab);
  expect(suggested.filter(tags => tags.length > 0).length).toBeGreaterThan(1);
  await stepBack(lab);
  expect(await contentText(lab)).toBe(before);
  await stepBack(lab, 'redo');
  expect(await tagsByCell(lab)).toEqual(suggested);
}, 60_000);

type Form = ReturnType<LabPage['page']['getByRole']>;

async function inForm(cell: number, act: (form: Form) => Promise<unknown>): Promise<void> {
  await pipeline.chip(cell).click();
  const form = lab.page.getByRole('dialog');
  await form.waitFor();
  await act(form);
  if (await form.isVisible()) {
    await lab.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  }
}

async function untilContent(holds: (text: string) => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(await contentText(lab)); tries += 1) {
    await lab.page.evaluate(() => new Promise(done => requestAnimationFrame(done)));
  }
}
