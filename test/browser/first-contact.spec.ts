/** Whoever comes for the first time, with whatever notebook, reads what to do next; also where the server cannot start. */
import type { LabPage } from './support/lab-page.js';
import { tagsByCell } from './support/notebook-in-page.js';
import { notebookOf } from './support/notebook.js';
import { PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

/** There is no Node at this address, so the server behind Jupyter never starts. */
const session = browserSession({ words: ['--CollardExtension.node=/nowhere/node'] });
let lab: LabPage;
let pipeline: PipelinePage;

beforeAll(async () => {
  const { server } = session;
  server.writeNotebook('empty.ipynb', notebookOf([{ source: '' }]));
  server.writeNotebook(
    'untagged.ipynb',
    notebookOf([
      { type: 'markdown', source: '# Load' },
      { source: 'import math\nn = 3' },
      { type: 'markdown', source: '# Train' },
      { source: 'model = math.sqrt(n)' }
    ])
  );
  server.writeNotebook('other.ipynb', {
    ...notebookOf([{ source: 'x <- 1' }]),
    metadata: { kernelspec: { name: 'ir', display_name: 'R', language: 'R' }, language_info: { name: 'R' } }
  });
  server.writeNotebook('kale.ipynb', {
    ...notebookOf([
      { source: 'a = 1', tags: ['block:load', 'limit:nvidia.com/gpu:1'] },
      { source: 'b = a', tags: ['block:train', 'prev:load'] }
    ]),
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      kubeflow_notebook: { pipeline_name: 'old', katib_run: true, volumes: [] }
    }
  });
  lab = await session.open('untagged.ipynb');
  pipeline = new PipelinePage(lab);
  await lab.untilKernelIsIdle();
  await lab.openPanel();
}, 120_000);

afterEach(() => expect(lab.errors).toEqual([]));

test('a notebook without tags gets a proposal', async () => {
  await pipeline.panel.getByText('A pipeline is your notebook cut into steps').waitFor();
  await pipeline.panel.getByRole('button', { name: 'Show me how' }).click();
  await pipeline.panel.getByText('choose “Step” and give the step a name').waitFor();
  await pipeline.panel.getByRole('button', { name: 'Suggest steps' }).click();
  await pipeline.graphStep('train').waitFor();
  expect((await tagsByCell(lab)).flat().length).toBeGreaterThan(1);
}, 60_000);

test('without Node the panel says why and what to type, and tagging goes on', async () => {
  await lab.command('collard:show-panel', { section: 'run' });
  await pipeline.panel.getByText('/nowhere/node does not start.').first().waitFor();
  await pipeline.panel.getByText('Set c.CollardExtension.node to a working Node, or leave it out.').waitFor();
  await pipeline.panel.getByText('Graph and problems work without it.').waitFor();
  await pipeline.panel.getByRole('button', { name: 'Try again' }).first().click();
  await pipeline.panel.getByText('/nowhere/node does not start.').first().waitFor();
  await pipeline.run();
  await pipeline.panel.getByRole('alert').getByText('/nowhere/node does not start').waitFor();

  await pipeline.chip(3).click();
  await lab.page.getByRole('dialog').getByLabel('This cell is').selectOption('skip');
  await lab.page.keyboard.press('Escape');
  await pipeline.chip(3).getByText('skipped').waitFor();
  await pipeline.graphStep('train').waitFor({ state: 'detached' });
}, 60_000);

test('compiled pipelines can be saved without the server', async () => {
  const download = lab.page.waitForEvent('download');
  await lab.command('collard:save-pipeline', { format: 'json' });
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
}, 30_000);

test('an empty notebook says that there is no code yet', async () => {
  await lab.command('docmanager:open', { path: 'empty.ipynb' });
  await lab.command('collard:show-panel', { section: 'pipeline' });
  await pipeline.panel.getByRole('button', { name: 'Suggest steps' }).click();
  await lab.page.getByText('There is no code to make steps of. Write some cells first.').waitFor();
}, 60_000);

test('a notebook of Kale is a pipeline at once', async () => {
  await lab.command('docmanager:open', { path: 'kale.ipynb' });
  await pipeline.graphStep('load').waitFor();
  await pipeline.graphStep('train').waitFor();
  await lab.page.locator('.collard-Badge-chip:visible', { hasText: 'train' }).waitFor();
}, 60_000);

test('a notebook in another language is told so, and has no badges', async () => {
  await lab.command('docmanager:open', { path: 'other.ipynb' });
  const refusal = lab.page.locator('.jp-Dialog');
  await pipeline.panel
    .getByText('Pipelines are made of Python notebooks, and this one is in another language.')
    .waitFor();
  if (await refusal.isVisible()) {
    await lab.page.keyboard.press('Escape'); // JupyterLab asks for a kernel that it does not have
  }
  expect(await lab.page.locator('.jp-Notebook:visible .collard-Badge').count()).toBe(0);
}, 60_000);

test('without a notebook the panel asks for one', async () => {
  await lab.page.evaluate(closeWithoutSaving);
  await pipeline.panel.getByText('Open a notebook to see it as a pipeline.').waitFor();
}, 60_000);

function closeWithoutSaving(): void {
  const { jupyterapp } = window as unknown as {
    readonly jupyterapp: { readonly shell: { widgets(area: string): Iterable<{ dispose(): void }> } };
  };
  [...jupyterapp.shell.widgets('main')].forEach(widget => widget.dispose());
}
