/** Looking changes nothing: no byte of the file, and no mark that something is to be saved. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Application, LabPage } from './support/lab-page.js';
import { letJupyterWrite } from './support/letting-jupyter-write.js';
import { contentText } from './support/notebook-in-page.js';
import { notebookOf } from './support/notebook.js';
import { PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();
let flagship: string;
const plain = 'plain é.ipynb';

beforeAll(async () => {
  flagship = session.server.copyExample('mrna-stability');
  session.server.writeNotebook(plain, notebookOf([{ source: 'a = 1' }, { source: 'b = a', tags: ['mine', 'skip'] }]));
  await letJupyterWrite(session, flagship);
  await letJupyterWrite(session, plain);
}, 180_000);

function bytes(notebook: string): string {
  return readFileSync(join(session.server.root, notebook), 'utf8');
}

test.each<Application>(['lab', 'notebook'])(
  'opening the flagship in the application %s changes nothing, and gives no error of ours',
  async application => {
    const before = bytes(flagship);
    const lab = await session.open(flagship, { application });
    await lab.untilKernelIsIdle();
    await new PipelinePage(lab).badge(1).waitFor();
    expect(await lab.isDirty()).toBe(false);
    expect(bytes(flagship)).toBe(before);
    expect(lab.errors).toEqual([]);
    await lab.close();
  },
  120_000
);

describe('with several notebooks in one page', () => {
  let lab: LabPage;
  let before: readonly string[];

  beforeAll(async () => {
    before = [bytes(flagship), bytes(plain)];
    lab = await session.open(flagship);
    await lab.untilKernelIsIdle();
    await lab.openPanel();
    await new PipelinePage(lab).badge(1).waitFor();
  }, 120_000);

  afterEach(async () => {
    expect(await lab.isDirty()).toBe(false);
    expect([bytes(flagship), bytes(plain)]).toEqual(before);
    expect(lab.errors).toEqual([]);
  });

  test('scrolling to the end and back', async () => {
    const content = await contentText(lab);
    for (const place of ['End', 'Home']) {
      await lab.page.locator('.jp-Notebook').first().focus();
      await lab.page.keyboard.press(`ControlOrMeta+${place}`);
      await lab.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    expect(await contentText(lab)).toBe(content);
  });

  test('opening every section of the panel, and the graph as a list', async () => {
    for (const section of ['pipeline', 'problems', 'run', 'runs']) {
      await lab.command('collard:show-panel', { section });
    }
    await lab.page.getByRole('button', { name: 'List', exact: true }).click();
    await lab.page.getByRole('button', { name: 'Graph', exact: true }).click();
  });

  test('opening the form of a cell and leaving it', async () => {
    const pipeline = new PipelinePage(lab);
    await pipeline.badge(3).scrollIntoViewIfNeeded();
    await pipeline.chip(3).click();
    await lab.page.getByRole('dialog').waitFor();
    await lab.page.keyboard.press('Tab');
    await lab.page.keyboard.press('Escape');
    await lab.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('switching the pipeline off and on', async () => {
    await lab.command('collard:toggle');
    await lab.page.locator('.collard-Badge').first().waitFor({ state: 'detached' });
    await lab.command('collard:toggle');
    await lab.page.locator('.collard-Badge').first().waitFor();
  });

  test('switching between notebooks faster than anything can load', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      await lab.command('docmanager:open', { path: turn % 2 === 0 ? plain : flagship });
    }
    await lab.command('docmanager:open', { path: plain });
    await lab.untilKernelIsIdle();
  }, 60_000);

  test('showing a plain notebook as a pipeline', async () => {
    await lab.command('collard:toggle');
    await lab.page.locator('.jp-Notebook:visible .collard-Badge').first().waitFor();
  });

  test('running it', async () => {
    await lab.command('docmanager:open', { path: flagship });
    await lab.command('collard:run', { only: ['load_data'] });
    await lab.page.locator('.collard-Progress [data-phase="succeeded"]').first().waitFor({ timeout: 60_000 });
  }, 90_000);

  test('closing them asks no question', async () => {
    await lab.command('application:close-all');
    await lab.page.locator('.jp-Notebook').first().waitFor({ state: 'detached' });
    expect(await lab.page.locator('.jp-Dialog').count()).toBe(0);
    await lab.command('docmanager:open', { path: plain });
    await lab.page.locator('.jp-Notebook .jp-Cell').first().waitFor();
    await lab.untilKernelIsIdle();
  }, 60_000);
});
