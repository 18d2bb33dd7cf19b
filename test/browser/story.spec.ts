/** The story of Collard on one page: open the flagship, run it, read it, break it, find the place, mend it, and continue. */
import type { LabPage } from './support/lab-page.js';
import { picture } from './support/picture.js';
import { patience, PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

// One thread a model: libraries that spin while they wait would make a busy machine a slow one.
const session = browserSession({ environment: { OMP_NUM_THREADS: '1' } });
let lab: LabPage;
let pipeline: PipelinePage;

const steps = ['evaluate', 'load_data', 'preprocess_data', 'simulate_lab', 'train_boosting', 'train_ridge'];
const ridgeCell = 18;
const boostingCell = 19;
const evaluateCell = 21;

beforeAll(async () => {
  const notebook = session.server.copyExample('mrna-stability');
  lab = await session.open(notebook, {
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write']
  });
  pipeline = new PipelinePage(lab);
  await lab.untilKernelIsIdle();
  await lab.openPanel();
  await pipeline.widenPanel(80);
}, 120_000);

afterEach(() => expect(lab.errors).toEqual([]));

test('the panel draws the steps of the notebook', async () => {
  await pipeline.graphStep('evaluate').waitFor();
  expect(await pipeline.stepsInGraph()).toEqual(steps);
  await picture(lab, 'open');
}, 30_000);

test('a parameter gets another value for one run', async () => {
  const field = pipeline.panel.getByLabel('trees');
  await field.fill('80');
  await pipeline.panel.getByRole('button', { name: 'Back to the values of the notebook' }).waitFor();
}, 30_000);

test('Compile and run turns every step green, in the graph and in the cells', async () => {
  await pipeline.run();
  await pipeline.graphStep('train_boosting').click();
  await pipeline.untilGraphShows({ train_boosting: 'running' });
  await pipeline.panel.getByRole('button', { name: 'Show the whole pipeline' }).click();
  await pipeline.untilCellShows(boostingCell, 'running');
  await picture(lab, 'running');
  await pipeline.untilGraphShows(phases('succeeded'));
  await pipeline.untilCellShows(ridgeCell, 'succeeded');
  await pipeline.untilCellShows(boostingCell, 'succeeded');
}, 180_000);

test('the panel shows the metrics', async () => {
  await pipeline.untilRunIs('succeeded');
  const metrics = pipeline.progress.getByLabel('Metrics');
  for (const name of ['validation-loss', 'ridge-loss', 'boosting-loss', 'noise-floor', 'explained']) {
    await metrics.getByText(name, { exact: true }).waitFor();
  }
  await picture(lab, 'done');
}, 30_000);

test('the outputs of the run stand under the cells when asked for', async () => {
  await lab.command('collard:show-outputs');
  const outputs = lab.cell(ridgeCell).getByRole('region', { name: /^From run .*, step train_ridge$/ });
  await outputs.getByText(/^ridge: 0\.\d{4}/).waitFor();
  await lab.command('collard:show-outputs');
  await outputs.waitFor({ state: 'detached' });
}, 30_000);

test('the page of the run shows outputs, log and variables of a step', async () => {
  await pipeline.openRun();
  await pipeline.chooseStep('evaluate');
  const step = pipeline.runView.getByRole('region', { name: 'Step evaluate' });
  await step.locator('img').first().waitFor();
  await lab.command('application:toggle-left-area');
  await picture(lab, 'run');
  await lab.command('application:toggle-left-area');
  await pipeline.chooseStep('train_ridge');
  await pipeline.chooseTab('Log');
  await pipeline.runView
    .getByRole('region', { name: 'Log' })
    .getByText(/ridge: 0\.\d{4}/)
    .waitFor();
  await pipeline.chooseTab('Variables');
  await pipeline.runView.getByRole('rowheader', { name: 'ridge_loss' }).waitFor();
  await pipeline.chooseTab('Timeline');
  await pipeline.runView.getByRole('img', { name: /^train_boosting, attempt 1: Succeeded/ }).waitFor();
}, 60_000);

test('the link of the run opens it for somebody else', async () => {
  await pipeline.runView.getByRole('button', { name: 'Copy link' }).click();
  const link = await lab.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/lab.*\?collard=run\/[^/]+$/);
  const other = await session.browser.newPage();
  await other.goto(session.server.page(link.slice(session.server.url.length + 1)));
  await other
    .locator('.collard-RunPage')
    .getByRole('heading', { name: 'mrna-stability' })
    .waitFor({ timeout: patience });
  await other.context().close();
}, 60_000);

test('a step that raises is seen in its cell, in the graph and in the panel', async () => {
  await pipeline.backToNotebook();
  await pipeline.rewrite(ridgeCell, ridge('x_train, y_valid', 'lsqr'));
  await pipeline.run();
  await pipeline.untilRunIs('failed');
  await pipeline.untilGraphShows({ train_ridge: 'failed', train_boosting: 'cached', evaluate: 'skipped' });
  await pipeline.untilCellShows(ridgeCell, 'failed');
  const badge = pipeline.badge(ridgeCell);
  await badge.getByText(/inconsistent numbers of samples/).waitFor();
  await badge.getByRole('button', { name: 'line 2' }).waitFor();
  const failure = pipeline.progress.locator('.collard-Failure');
  await failure.getByText(/^train_ridge ValueError: Found input variables/).waitFor();
  await picture(lab, 'failed');
}, 90_000);

test('Go to cell leads to the line that failed', async () => {
  await lab.cell(1).locator('.cm-content').click();
  await pipeline.progress.getByRole('button', { name: 'Go to cell' }).click();
  await lab.page.locator('.jp-Cell.jp-mod-active .collard-Badge-chip', { hasText: 'train_ridge' }).waitFor();
  await lab.page
    .locator('#jp-main-statusbar')
    .getByText(/^Ln 2,/)
    .waitFor();
}, 30_000);

test('after a fix only the step and what depends on it run', async () => {
  await pipeline.rewrite(ridgeCell, ridge('x_train, y_train', 'sparse_cg'));
  await pipeline.progress.getByRole('button', { name: 'Continue after fix' }).click();
  await pipeline.untilRunIs('succeeded');
  await pipeline.untilGraphShows({ ...phases('cached'), train_ridge: 'succeeded', evaluate: 'succeeded' });
  await pipeline.untilCellShows(ridgeCell, 'succeeded');
  await pipeline.untilCellShows(boostingCell, 'cached');
}, 90_000);

test('the next run reuses everything', async () => {
  await pipeline.run();
  await pipeline.progress.getByText('6 steps done, 6 reused.').first().waitFor({ timeout: patience });
  await pipeline.untilGraphShows(phases('cached'));
}, 90_000);

test('two runs can be compared', async () => {
  await lab.command('collard:show-panel', { section: 'runs' });
  const runs = pipeline.panel.getByRole('list', { name: 'Runs' });
  await runs.getByRole('listitem').nth(3).waitFor();
  await runs.getByRole('checkbox').nth(1).check();
  await runs.getByRole('checkbox').nth(3).check();
  await pipeline.panel.getByRole('button', { name: 'Compare', exact: true }).click();
  const page = lab.page.locator('.collard-ComparisonPage');
  await page.getByRole('heading', { name: 'Two runs of mrna-stability' }).waitFor();
  await page
    .getByText(/sparse_cg/)
    .first()
    .waitFor();
  await picture(lab, 'compare');
}, 60_000);

test('the variables of a step come into the kernel of the notebook, after consent', async () => {
  await pipeline.panel
    .getByRole('list', { name: 'Runs' })
    .getByRole('button', { name: /^Open run|^\d/ })
    .first()
    .click();
  await pipeline.chooseStep('evaluate');
  await pipeline.runView.getByRole('button', { name: 'Restore in notebook…' }).click();
  const dialog = lab.page.getByRole('dialog');
  await dialog.getByText('best_name').waitFor();
  await picture(lab, 'restore');
  await dialog.getByRole('button', { name: 'Load the Variables' }).click();
  await dialog.getByText('The variables are there').waitFor({ timeout: patience });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await pipeline.backToNotebook();
  await lab.cell(evaluateCell).locator('.jp-InputPrompt').click();
  await lab.command('notebook:insert-cell-below');
  await pipeline.rewrite(evaluateCell + 1, 'print("the best is", best_name)');
  await lab.command('notebook:run-cell');
  await lab
    .cell(evaluateCell + 1)
    .locator('.jp-OutputArea')
    .getByText('the best is boosting')
    .waitFor();
}, 90_000);

type Phase = 'succeeded' | 'cached';

function phases(phase: Phase): Readonly<Record<string, Phase>> {
  return Object.fromEntries(steps.map(step => [step, phase]));
}

/** The cell that trains the ridge, with other data and another solver. */
function ridge(data: string, solver: string): string {
  return [
    `ridge = make_pipeline(OneHotEncoder(handle_unknown="ignore"), Ridge(alpha=alpha, solver="${solver}"))`,
    `ridge.fit(${data})`,
    'ridge_loss = loss(y_valid, ridge.predict(x_valid))',
    'print(f"ridge: {ridge_loss:.4f}")'
  ].join('\n');
}
