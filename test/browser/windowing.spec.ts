/** In every way in which JupyterLab draws long notebooks, each code cell in sight has exactly one badge, whatever happens to it. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { WindowingMode } from './support/jupyter-server.js';
import type { LabPage } from './support/lab-page.js';
import { activateCell, stepBack } from './support/notebook-in-page.js';
import { notebookOf } from './support/notebook.js';
import { browserSession } from './support/session.js';

const session = browserSession();
const count = 120;

const cells = Array.from({ length: count }, (_, at) =>
  at % 10 === 9
    ? { type: 'markdown' as const, source: `# Part ${at}` }
    : { tags: at % 3 === 0 ? [`step:s${at}`] : [], source: at === 0 ? 'x0 = 0\nprint("shown 0")' : `x${at} = ${at}` }
);

interface InSight {
  readonly codeCells: number;
  /** Cells with another number of badges than they should have, as `index: number`. */
  readonly wrong: readonly string[];
}

test.each<WindowingMode>(['full', 'defer', 'contentVisibility', 'none'])(
  'in the mode %s',
  async mode => {
    session.server.setWindowingMode(mode);
    session.server.writeNotebook(`${mode}.ipynb`, notebookOf(cells));
    const lab = await session.open(`${mode}.ipynb`, { viewport: { width: 1100, height: 700 } });
    await lab.untilKernelIsIdle();
    await lab.page.locator('.collard-Badge').first().waitFor();

    await scroll(lab, count - 1);
    await untilRight(lab);
    await scroll(lab, 0);
    await untilRight(lab);

    const actions: readonly (readonly [string, number])[] = [
      ['notebook:insert-cell-below', 3],
      ['notebook:move-cell-down', 4],
      ['notebook:move-cell-up', 6],
      ['notebook:cut-cell', 5],
      ['notebook:paste-cell-below', 2],
      ['notebook:change-cell-to-markdown', 6],
      ['notebook:change-cell-to-code', 6],
      ['notebook:delete-cell', 0],
      ['notebook:duplicate-below', 1]
    ];
    for (const [command, index] of actions) {
      await activateCell(lab, index);
      await lab.command(command);
      await untilRight(lab, command);
    }
    for (let undone = 0; undone < actions.length; undone += 1) {
      await stepBack(lab);
    }
    await untilRight(lab, 'undo');
    expect(lab.errors).toEqual([]);
    await lab.close();
  },
  90_000
);

test('outputs of a run stand under their cells once, also after scrolling away and back', async () => {
  session.server.setWindowingMode('full');
  session.server.writeNotebook('outputs.ipynb', notebookOf(cells));
  const lab = await session.open('outputs.ipynb', { viewport: { width: 1100, height: 700 } });
  await lab.untilKernelIsIdle();
  await lab.openPanel();
  await lab.command('collard:run', { only: ['s0'] });
  await lab.page.locator('.collard-Progress [data-phase="succeeded"]').first().waitFor({ timeout: 60_000 });
  await lab.command('collard:show-outputs');
  const region = lab.page.locator('.jp-Notebook .collard-CellRegion', { hasText: 'shown 0' });
  await region.waitFor();
  await scroll(lab, count - 1);
  await untilRight(lab);
  await scroll(lab, 0);
  await region.waitFor();
  expect(await region.count()).toBe(1);
  await untilRight(lab);
  expect(lab.errors).toEqual([]);
  await lab.close();
}, 120_000);

async function scroll({ page }: LabPage, index: number): Promise<void> {
  await page.evaluate(async at => {
    const { jupyterapp } = window as unknown as { readonly jupyterapp: JupyterFrontEnd };
    const { content } = jupyterapp.shell.currentWidget as NotebookPanel;
    await content.scrollToItem(at);
  }, index);
}

/** Waits until each code cell in sight has one badge and no other cell has any; says which do not if that never comes. */
async function untilRight(lab: LabPage, after = 'scrolling'): Promise<void> {
  let seen: InSight = { codeCells: 0, wrong: [] };
  for (let tries = 0; tries < 300; tries += 1) {
    seen = await lab.page.evaluate(badgesInSight);
    if (seen.wrong.length === 0 && seen.codeCells > 0) {
      return;
    }
  }
  throw new Error(`After ${after}: ${JSON.stringify(seen)}`);
}

/** Runs in the page: once everything that waits for the next frame is done. */
async function badgesInSight(): Promise<InSight> {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { jupyterapp } = window as unknown as { readonly jupyterapp: JupyterFrontEnd };
  const { content } = jupyterapp.shell.currentWidget as NotebookPanel;
  const view = content.node.getBoundingClientRect();
  const shown = content.widgets.filter(({ node }) => {
    const { top, bottom } = node.getBoundingClientRect();
    return node.isConnected && bottom > view.top && top < view.bottom;
  });
  return {
    codeCells: shown.filter(({ model }) => model.type === 'code').length,
    wrong: shown.flatMap(({ model, node }) => {
      const badges = node.querySelectorAll('.collard-Badge').length;
      return badges === (model.type === 'code' ? 1 : 0) ? [] : [`${model.id}: ${badges}`];
    })
  };
}
