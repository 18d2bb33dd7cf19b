/** The Notebook application has all of it, too: badges, form, panel, toolbar, commands, a run and its page. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { LabPage } from './support/lab-page.js';
import { notebookOf } from './support/notebook.js';
import { PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();
let lab: LabPage;
let pipeline: PipelinePage;

beforeAll(async () => {
  session.server.writeNotebook(
    'seven.ipynb',
    notebookOf([
      { tags: ['pipeline-parameters'], source: 'n = 2' },
      { tags: ['step:double'], source: 'm = 2 * n\nprint("twice", m)' },
      { tags: ['step:fail'], source: 'assert m == 0' }
    ])
  );
  lab = await session.open('seven.ipynb', { application: 'notebook' });
  pipeline = new PipelinePage(lab);
  await lab.untilKernelIsIdle();
}, 120_000);

afterEach(() => expect(lab.errors).toEqual([]));

test('badges and the form of a cell', async () => {
  await pipeline.chip(1).getByText('double').waitFor();
  await pipeline.chip(1).click();
  await lab.page.getByRole('dialog').getByLabel('Step', { exact: true }).waitFor();
  await lab.page.keyboard.press('Escape');
}, 30_000);

test('the panel with its four sections', async () => {
  await lab.openPanel();
  for (const section of ['Pipeline', 'Problems', 'Run', 'Runs']) {
    await pipeline.panel
      .locator('.jp-AccordionPanel-title, .lm-AccordionPanel-title', { hasText: section })
      .first()
      .waitFor();
  }
  expect([...(await pipeline.stepsInGraph())]).toEqual(['double', 'fail']);
}, 30_000);

test('the same commands as in JupyterLab', async () => {
  const commands = await lab.page.evaluate(() => {
    const { jupyterapp } = window as unknown as { readonly jupyterapp: JupyterFrontEnd };
    return jupyterapp.commands.listCommands().filter(id => id.startsWith('collard:'));
  });
  expect(commands).toEqual(
    expect.arrayContaining(
      [
        'run',
        'run-step',
        'cancel',
        'toggle',
        'suggest-steps',
        'next-problem',
        'save-pipeline',
        'show-panel',
        'open-run',
        'edit-cell',
        'restore-state',
        'show-outputs',
        'compare-runs'
      ].map(name => `collard:${name}`)
    )
  );
});

test('the button in the toolbar runs the pipeline, and cells and panel tell what became of it', async () => {
  await lab.page.getByRole('button', { name: 'Run pipeline' }).click();
  await pipeline.untilCellShows(1, 'succeeded');
  await pipeline.untilCellShows(2, 'failed');
  await pipeline.untilRunIs('failed');
  await lab.command('collard:show-outputs');
  await lab.cell(1).locator('.collard-CellRegion').getByText('twice 4').waitFor();
}, 120_000);

test('the page of the run opens beside or below the notebook, with the way back to the cell', async () => {
  await pipeline.openRun();
  await pipeline.runView.getByRole('button', { name: 'Go to cell' }).first().click();
  await lab.cell(2).locator('.cm-content').waitFor();
}, 60_000);
