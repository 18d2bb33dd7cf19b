/** axe finds nothing serious in our parts, in each theme; and nothing is cut off where there is little room. */
import { accessibilityFindings } from './support/accessibility.js';
import type { LabPage } from './support/lab-page.js';
import { notebookOf } from './support/notebook.js';
import { PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();
let lab: LabPage;
let pipeline: PipelinePage;

const themes = ['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast'] as const;
const palette = Array.from({ length: 8 }, (_, at) => ({ tags: [`step:s${at}`], source: `v${at} = ${at}` }));

beforeAll(async () => {
  session.server.writeNotebook(
    'colors.ipynb',
    notebookOf([
      { tags: ['pipeline-parameters'], source: 'rate = 0.5\nflag = True' },
      ...palette,
      { source: 'v7 += v6' },
      { tags: ['step:Bad Name'], source: 'x = 1' },
      { tags: ['skip'], source: 'y = 1' }
    ])
  );
  session.server.writeNotebook(
    'fails.ipynb',
    notebookOf([
      { tags: ['pipeline-parameters'], source: 'rate = 0.5' },
      {
        tags: ['step:good'],
        source: 'score = rate\nprint("\\x1b[31mred \\x1b[32mgreen \\x1b[33myellow \\x1b[34mblue\\x1b[0m")'
      },
      { tags: ['step:bad'], source: 'raise ValueError(score)' },
      { tags: ['step:ugly'], source: 'print(score)' },
      { tags: ['pipeline-metrics'], source: 'print(score)' }
    ])
  );
  lab = await session.open('colors.ipynb');
  pipeline = new PipelinePage(lab);
  await lab.untilKernelIsIdle();
  await lab.openPanel();
  await pipeline.chip(1).waitFor();
  await lab.command('docmanager:open', { path: 'fails.ipynb' });
  await lab.page.locator('.collard-Badge-chip:visible', { hasText: 'ugly' }).waitFor();
  await lab.untilKernelIsIdle();
  await lab.command('collard:run');
  await pipeline.untilRunIs('failed');
  await lab.command('collard:show-outputs');
}, 180_000);

afterEach(() => expect(lab.errors).toEqual([]));

describe.each(themes)('in the theme %s', theme => {
  beforeAll(async () => {
    await lab.command('apputils:change-theme', { theme });
    await lab.page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
  }, 60_000);

  test('badges of all colors, with and without problems, and the panel before a run', async () => {
    await lab.command('docmanager:open', { path: 'colors.ipynb' });
    await lab.page.locator('.collard-Badge-chip:visible', { hasText: 's7' }).first().waitFor();
    await lab.command('collard:show-panel', { section: 'problems' });
    expect(await accessibilityFindings(lab, '.jp-Notebook .collard-Badge')).toEqual([]);
    expect(await accessibilityFindings(lab, '.collard-Panel')).toEqual([]);
  }, 60_000);

  test('the form of a step with everything open', async () => {
    await lab.page.locator('.collard-Badge-chip:visible', { hasText: 's0' }).first().click();
    const form = lab.page.getByRole('dialog');
    await form.locator('details').evaluateAll(folds => folds.forEach(fold => fold.setAttribute('open', '')));
    await form.getByLabel('Step', { exact: true }).fill('Not A Name');
    expect(await accessibilityFindings(lab, '.collard-Editor')).toEqual([]);
    await lab.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  }, 60_000);

  test('a run that failed, in cells and panel, with the list of runs', async () => {
    await lab.command('docmanager:open', { path: 'fails.ipynb' });
    await lab.page.locator('.collard-CellRegion:visible').first().waitFor();
    await lab.command('collard:show-panel', { section: 'runs' });
    expect(await accessibilityFindings(lab, '.jp-Notebook .collard-Badge, .collard-CellRegion')).toEqual([]);
    await lab.command('collard:show-panel', { section: 'run' });
    expect(await accessibilityFindings(lab, '.collard-Panel, .collard-StatusItem')).toEqual([]);
  }, 60_000);

  test('the page of the run, tab by tab, and the question before a restore', async () => {
    await lab.command('collard:show-panel', { section: 'run' });
    await pipeline.openRun();
    for (const tab of ['Graph', 'Timeline', 'Metrics', 'Parameters', 'Steps']) {
      await pipeline.chooseTab(tab);
      expect([tab, ...(await accessibilityFindings(lab, '.collard-RunPage'))]).toEqual([tab]);
    }
    await pipeline.chooseStep('good');
    for (const tab of ['Log', 'Variables', 'Files', 'Libraries', 'Cells']) {
      await pipeline.chooseTab(tab);
      expect([tab, ...(await accessibilityFindings(lab, '.collard-RunPage'))]).toEqual([tab]);
    }
    await pipeline.runView.getByRole('button', { name: 'Restore in notebook…' }).click();
    expect(await accessibilityFindings(lab, '.collard-Consent')).toEqual([]);
    await lab.page.keyboard.press('Escape');
    await lab.page.locator('.jp-Dialog').waitFor({ state: 'detached' });
  }, 90_000);
});

test.each([
  ['a panel of 300 pixels', 1400, 1],
  ['200 % zoom', 1280, 2]
])(
  '%s cuts nothing off',
  async (_, width, zoom) => {
    await lab.page.setViewportSize({ width: width / zoom, height: 900 / zoom });
    await lab.command('docmanager:open', { path: 'fails.ipynb' });
    for (const section of ['run', 'runs', 'problems', 'pipeline']) {
      await lab.command('collard:show-panel', { section });
      await lab.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(await lab.page.evaluate(cutOff, '.collard-Panel')).toEqual([]);
    }
    await lab.page.locator('.collard-Badge-chip:visible', { hasText: 'good' }).first().click();
    await lab.page.getByRole('dialog').waitFor();
    expect(await lab.page.evaluate(cutOff, '.collard-Editor')).toEqual([]);
    await lab.page.keyboard.press('Escape');
    await lab.page.setViewportSize({ width: 1400, height: 900 });
  },
  60_000
);

test('nothing moves for people who asked for less motion', async () => {
  await lab.page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await lab.page.evaluate(() =>
    [...document.querySelectorAll('[class*="collard-"]')]
      .filter(node => {
        const { animationName, animationDuration } = getComputedStyle(node);
        return animationName !== 'none' && parseFloat(animationDuration) > 0.01;
      })
      .map(node => node.className.toString())
  );
  expect(moving).toEqual([]);
  await lab.page.emulateMedia({ reducedMotion: null });
});

test('with forced colors, each chip and each chosen step still has an edge', async () => {
  await lab.page.emulateMedia({ forcedColors: 'active' });
  const bare = await lab.page.evaluate(
    () =>
      [...document.querySelectorAll('.collard-Badge-chip')].filter(
        node => node.checkVisibility() && getComputedStyle(node).borderTopWidth === '0px'
      ).length
  );
  expect(bare).toBe(0);
  await lab.page.emulateMedia({ forcedColors: null });
});

/** Runs in the page: controls of a part that stick out of it to the side, or are cut by what they are in. */
function cutOff(selector: string): readonly string[] {
  const host = document.querySelector(selector);
  const frame = host?.getBoundingClientRect();
  return [...(host?.querySelectorAll('button, input, select, summary, label') ?? [])].flatMap(node => {
    const { left, right, width } = node.getBoundingClientRect();
    const out =
      frame !== undefined &&
      width > 0 &&
      node.checkVisibility() &&
      node.closest('.react-flow') === null &&
      (left < frame.left - 1 || right > frame.right + 1);
    return out ? [node.outerHTML.slice(0, 120)] : [];
  });
}
