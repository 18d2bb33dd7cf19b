/** From a plain notebook to a pipeline, by hand: proposed steps, the form of a cell, and no change that nobody asked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notebookOf } from './support/notebook.js';
import { picture } from './support/picture.js';
import { patience, PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();

const plain = notebookOf([
  { source: 'import statistics' },
  { type: 'markdown', source: '## Measure' },
  { source: 'heights = [1.62, 1.75, 1.81, 1.68]' },
  { type: 'markdown', source: '## Average' },
  { source: 'average = statistics.mean(heights)' },
  { type: 'markdown', source: '## Spread' },
  { source: 'spread = statistics.stdev(heights)' },
  { type: 'markdown', source: '## Report' },
  { source: 'print(f"{average:.2f} m, give or take {spread:.2f} m")' }
]);

test('Suggest steps turns a plain notebook into a pipeline, and one undo turns it back', async () => {
  const pipeline = await openPlain('suggest');
  const { lab } = pipeline;
  await pipeline.panel.getByRole('button', { name: 'Suggest steps' }).click();
  await pipeline.graphStep('report').waitFor({ timeout: patience });
  expect(await pipeline.stepsInGraph()).toEqual(['average', 'measure', 'report', 'spread']);
  expect(await tagsOf(pipeline)).toContainEqual(['step:average']);
  await picture(lab, 'suggested');

  await lab.command('notebook:undo-cell-action');
  await pipeline.graphStep('report').waitFor({ state: 'detached' });
  expect((await tagsOf(pipeline)).flat()).toEqual([]);
  expect(lab.errors).toEqual([]);
  await lab.close();
}, 90_000);

test('the form behind a badge changes what a step is called, what it waits for and what it needs', async () => {
  const pipeline = await openPlain('form');
  const { lab } = pipeline;
  await pipeline.panel.getByRole('button', { name: 'Suggest steps' }).click();
  await pipeline.chip(6).click();
  const form = lab.page.getByRole('dialog', { name: /^Code cell/ });
  await form.getByLabel('Step', { exact: true }).fill('scatter');
  await form.getByLabel('Memory').fill('2Gi');
  await form.getByLabel('average').check();
  await picture(lab, 'form');
  await form.getByRole('button', { name: 'Close' }).click();
  await form.waitFor({ state: 'detached' });

  await pipeline.graphStep('scatter').waitFor();
  await pipeline.badge(6).getByText('2Gi memory').waitFor();
  expect((await tagsOf(pipeline))[6]).toEqual(['step:scatter', 'limit:memory:2Gi', 'prev:average']);
  expect(lab.errors).toEqual([]);
  await lab.close();
}, 90_000);

test('a notebook runs as it stands in the editor, and stays unsaved', async () => {
  const pipeline = await openPlain('unsaved');
  const { lab } = pipeline;
  const before = onDisk('unsaved');
  await pipeline.panel.getByRole('button', { name: 'Suggest steps' }).click();
  await pipeline.rewrite(2, 'heights = [2.0, 2.0]');
  await pipeline.run();
  await pipeline.untilRunIs('succeeded');
  await lab.command('collard:show-outputs');
  await lab.cell(8).getByText('2.00 m, give or take 0.00 m').waitFor({ timeout: patience });
  expect(await lab.isDirty()).toBe(true);
  expect(onDisk('unsaved')).toBe(before);
  expect(lab.errors).toEqual([]);
  await lab.close();
}, 120_000);

async function openPlain(name: string): Promise<PipelinePage> {
  session.server.writeNotebook(`${name}.ipynb`, plain);
  const lab = await session.open(`${name}.ipynb`, { viewport: { width: 1280, height: 900 } });
  const pipeline = new PipelinePage(lab);
  await lab.untilKernelIsIdle();
  await lab.openPanel();
  await pipeline.widenPanel(80);
  return pipeline;
}

/** The tags of each cell, as they stand in the editor. */
async function tagsOf({ lab }: PipelinePage): Promise<readonly (readonly string[])[]> {
  const { cells } = await lab.notebook();
  return cells.map(({ metadata }) => (Array.isArray(metadata['tags']) ? metadata['tags'].map(String) : []));
}

function onDisk(name: string): string {
  return readFileSync(join(session.server.root, `${name}.ipynb`), 'utf8');
}
