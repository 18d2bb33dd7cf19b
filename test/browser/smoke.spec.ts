import { chromium, type Browser } from 'playwright-core';
import { chromiumPath } from './support/chromium.js';
import { JupyterServer } from './support/jupyter-server.js';
import { LabPage, type Application } from './support/lab-page.js';

let browser: Browser;
let server: JupyterServer;

beforeAll(async () => {
  const executablePath = chromiumPath();
  [browser, server] = await Promise.all([chromium.launch({ executablePath }), JupyterServer.start()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
}, 30_000);

describe('opening the flagship notebook', () => {
  test.each<Application>(['lab', 'notebook'])(
    'in the application %s gives no error of ours and changes nothing',
    async application => {
      const notebook = server.copyExample('mrna-stability');
      await letJupyterWriteItsOwn(notebook);
      const lab = await LabPage.open(browser, server, notebook, { application });
      await lab.untilKernelIsIdle();
      expect(await lab.isDirty()).toBe(false);
      expect(lab.errors).toEqual([]);
      await lab.close();
    },
    120_000
  );
});

/** JupyterLab itself writes the version of the kernel's Python into a notebook; once it stands there, opening changes nothing. */
async function letJupyterWriteItsOwn(notebook: string): Promise<void> {
  const lab = await LabPage.open(browser, server, notebook);
  await lab.untilKernelIsIdle();
  await lab.command('docmanager:save');
  await lab.close();
}
