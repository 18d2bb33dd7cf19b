/** The product as people get it: the wheel made of the source distribution, in an environment where nothing else is. */
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumPath } from './support/chromium.js';
import { buildDistribution, installWheel, type Distribution } from './support/installed-wheel.js';
import { JupyterServer } from './support/jupyter-server.js';
import { LabPage } from './support/lab-page.js';
import { notebookOf } from './support/notebook.js';
import { PipelinePage } from './support/pipeline-page.js';

let distribution: Distribution;
let python: string;
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath() });
  distribution = buildDistribution();
  python = installWheel(distribution);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  distribution?.remove();
}, 30_000);

describe('the wheel in an empty environment, without node and npm on the path', () => {
  test('holds every part once', () => {
    const names = execFileSync(python, ['-m', 'zipfile', '-l', distribution.wheel], { encoding: 'utf8' });
    expect(distribution.wheel).toMatch(/py3-none-any\.whl$/);
    for (const part of [
      'collard/backend/cli.mjs',
      'collard/backend/server.mjs',
      'collard/runtime.pyz',
      'collard/jupyter/__init__.py',
      'data/share/jupyter/labextensions/collard/package.json',
      'data/share/jupyter/labextensions/collard/install.json',
      'data/share/jupyter/labextensions/collard/static/third-party-licenses.json',
      'data/share/jupyter/labextensions/collard/static/THIRD-PARTY-NOTICES.txt',
      'data/share/jupyter/labextensions/collard/schemas/collard/plugin.json',
      'data/etc/jupyter/jupyter_server_config.d/collard.json'
    ]) {
      expect(names.split(part).length - 1).toBe(1);
    }
  });

  test('runs a notebook from JupyterLab', async () => {
    const server = await JupyterServer.start({ python, environment: { PATH: dirname(python), PYTHONPATH: '' } });
    try {
      server.writeNotebook('sums.ipynb', sums);
      const lab = await LabPage.open(browser, server, 'sums.ipynb');
      const pipeline = new PipelinePage(lab);
      await lab.openPanel();
      await pipeline.run();
      await pipeline.untilRunIs('succeeded');
      await pipeline.untilGraphShows({ numbers: 'succeeded', total: 'succeeded' });
      await pipeline.progress.getByLabel('Metrics').getByText('45').waitFor();
      expect(lab.errors).toEqual([]);
      await lab.close();
    } finally {
      await server.stop();
    }
  }, 180_000);
});

const sums = notebookOf([
  { tags: ['step:numbers'], source: 'numbers = list(range(10))' },
  { tags: ['step:total'], source: 'total = sum(numbers)' },
  { tags: ['pipeline-metrics'], source: 'print(total)' }
]);
