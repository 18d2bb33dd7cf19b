/** One Jupyter server and one browser for all tests of a file: started before the first, gone after the last. */
import { chromium, type Browser } from 'playwright-core';
import { chromiumPath } from './chromium.js';
import { JupyterServer, type JupyterOptions } from './jupyter-server.js';
import { LabPage, type LabPageOptions } from './lab-page.js';

export interface Session {
  readonly browser: Browser;
  readonly server: JupyterServer;
  /** Opens a notebook of the server in a fresh page. */
  open(notebook: string, options?: LabPageOptions): Promise<LabPage>;
}

/** Call it once at the top of a file; its parts are there as soon as tests run. */
export function browserSession(options: JupyterOptions = {}): Session {
  let browser: Browser | undefined;
  let server: JupyterServer | undefined;
  beforeAll(async () => {
    const executablePath = chromiumPath();
    [browser, server] = await Promise.all([chromium.launch({ executablePath }), JupyterServer.start(options)]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  }, 30_000);
  const session = {
    get browser(): Browser {
      return there(browser);
    },
    get server(): JupyterServer {
      return there(server);
    },
    open: (notebook: string, options?: LabPageOptions): Promise<LabPage> =>
      LabPage.open(session.browser, session.server, notebook, options)
  };
  return session;
}

function there<Part>(part: Part | undefined): Part {
  if (part === undefined) {
    throw new Error('The session starts with the first test.');
  }
  return part;
}
