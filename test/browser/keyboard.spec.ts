/** The way from a plain notebook to a mended failure with the keyboard alone; the focus is always seen, and comes back. */
import type { LabPage } from './support/lab-page.js';
import { activateCell, tagsByCell } from './support/notebook-in-page.js';
import { notebookOf } from './support/notebook.js';
import { patience, PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();
let lab: LabPage;
let pipeline: PipelinePage;

beforeAll(async () => {
  session.server.writeNotebook(
    'keys.ipynb',
    notebookOf([{ tags: ['step:first'], source: 'a = 1' }, { source: 'b = 2' }, { source: 'c = 1 / (b - 2)' }])
  );
  lab = await session.open('keys.ipynb');
  pipeline = new PipelinePage(lab);
  await lab.untilKernelIsIdle();
  await pipeline.chip(0).waitFor();
  await activateCell(lab, 1);
  await lab.page.locator('.jp-Notebook').first().focus();
}, 120_000);

afterEach(() => expect(lab.errors).toEqual([]));

test('a cell becomes a step', async () => {
  const { keyboard } = lab.page;
  await openForm(1);
  await keyboard.type('a step'); // chooses by its label, as in every list
  await keyboard.press('Enter');
  await lab.page.getByRole('dialog').getByLabel('Step', { exact: true }).waitFor();
  await tabTo('Step');
  await keyboard.insertText('second');
  await keyboard.press('Enter');
  await pipeline.chip(1).getByText('second', { exact: true }).waitFor();
  await keyboard.press('Escape');
  await focusIsIn(1);
}, 60_000);

test('it runs after another one', async () => {
  const { keyboard } = lab.page;
  await openForm(1);
  await tabTo('first');
  await seen();
  await keyboard.press('Space');
  await keyboard.press('Escape');
  await pipeline.badge(1).getByRole('button', { name: 'first', exact: true }).waitFor();
  expect((await tagsByCell(lab))[1]).toEqual(['step:second', 'prev:first']);
  await focusIsIn(1);
}, 60_000);

test('Tab goes round in the form, and each field shows that it has the focus', async () => {
  const { keyboard } = lab.page;
  await openForm(1);
  const stops = new Set<string>();
  for (let turn = 0; turn < 40; turn += 1) {
    await keyboard.press('Tab');
    await seen();
    stops.add(await lab.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300) ?? ''));
    expect(await lab.page.evaluate(() => document.activeElement?.closest('.collard-Editor') !== null)).toBe(true);
  }
  expect(stops.size).toBeGreaterThan(5);
  expect(stops.size).toBeLessThan(40);
  await keyboard.press('Escape');
  await focusIsIn(1);
}, 60_000);

test('the pipeline runs, and the cell that failed is found', async () => {
  const { keyboard } = lab.page;
  await lab.page.locator('.jp-Notebook').first().focus();
  await keyboard.press('ControlOrMeta+Alt+Enter');
  await pipeline.untilCellShows(1, 'failed');
  await keyboard.press('ControlOrMeta+Alt+g');
  await lab.page.locator('.collard-Panel').waitFor();
  expect(await lab.page.evaluate(() => document.activeElement?.closest('.collard-Panel') !== null)).toBe(true);
  await tabTo('Go to cell');
  await seen();
  await keyboard.press('Enter');
  await lab.page.waitForFunction(
    () => document.activeElement?.closest('.jp-Cell')?.textContent?.includes('c = 1 / (b - 2)') ?? false,
    undefined,
    { timeout: patience }
  );
}, 120_000);

/** Opens the form of a cell with its key, and waits until it has the focus. */
async function openForm(cell: number): Promise<void> {
  await activateCell(lab, cell);
  await lab.page.locator('.jp-Notebook').first().focus();
  await lab.page.keyboard.press('ControlOrMeta+Shift+Enter');
  await lab.page.waitForFunction(() => document.activeElement?.closest('.collard-Editor') instanceof HTMLElement);
}

/** Presses Tab until the part with this name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const label = await lab.page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return (
        element?.labels?.[0]?.textContent ??
        element?.getAttribute('aria-label') ??
        element?.textContent ??
        ''
      ).trim();
    });
    if (label === name || label.startsWith(`${name} `)) {
      return;
    }
    await lab.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to “${name}”.`);
}

/** What has the focus is drawn with an outline, a shadow or a border of its own. */
async function seen(): Promise<void> {
  const mark = await lab.page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return {
      what: element.outerHTML.slice(0, 120),
      drawn: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
      size: width * height > 0
    };
  });
  expect(mark).toEqual({ what: mark.what, drawn: true, size: true });
}

async function focusIsIn(cell: number): Promise<void> {
  await lab.page.waitForFunction(
    at =>
      [...document.querySelectorAll('.jp-Notebook .jp-Cell')][at]?.contains(document.activeElement) === true ||
      document.activeElement?.classList.contains('jp-Notebook') === true,
    cell
  );
}
