/** A page with JupyterLab or Notebook 7 in it: opening, waiting for the right moment, and what went wrong in it. */
import { randomUUID } from 'node:crypto';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookContent } from '@jupyterlab/nbformat';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { JupyterServer } from './jupyter-server.js';

/** Where a notebook opens: JupyterLab, or the Notebook application. */
export type Application = 'lab' | 'notebook';

export interface LabPageOptions extends BrowserContextOptions {
  readonly application?: Application;
  /** More of the address, such as `collard=run/<id>`. */
  readonly query?: string;
}

export class LabPage {
  /** Opens a notebook in a fresh browser context, and waits until its cells are there. */
  static async open(
    browser: Browser,
    server: JupyterServer,
    notebook: string,
    { application = 'lab', query, ...context }: LabPageOptions = {}
  ): Promise<LabPage> {
    const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 }, ...context })).newPage();
    const lab = new LabPage(page, server);
    await lab.goTo(notebook, application, query);
    return lab;
  }

  /** Errors of this page whose stack names our own code; JupyterLab has some of its own. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    readonly server: JupyterServer
  ) {
    page.on('pageerror', error => this.take(error.stack ?? error.message));
    page.on('console', message => {
      if (message.type() === 'error') {
        this.take(`${message.text()} (${message.location().url})`);
      }
    });
  }

  async goTo(notebook: string, application: Application = 'lab', query = ''): Promise<void> {
    const path = notebook.split('/').map(encodeURIComponent).join('/');
    const place = application === 'lab' ? `lab/workspaces/${this.workspace}/tree/${path}` : `notebooks/${path}`;
    await this.page.goto(this.server.page(query === '' ? place : `${place}?${query}`));
    void this.dismissThemeError();
    await this.page.locator('.jp-Notebook .jp-Cell').first().waitFor({ timeout: 60_000 });
  }

  /** On a busy machine JupyterLab may be late with the style sheet of its theme, and asks whoever is there to say OK. */
  private async dismissThemeError(): Promise<void> {
    const dialog = this.page.locator('.jp-Dialog', { hasText: 'Error Loading Theme' });
    await dialog
      .getByRole('button', { name: 'OK' })
      .click()
      .catch(() => undefined);
  }

  /** Cells run before the kernel is connected are lost without a word, so everybody waits for this first. */
  async untilKernelIsIdle(): Promise<void> {
    const seen = await this.page.waitForFunction(kernelIsIdle, undefined, { timeout: 60_000 }).then(
      () => null,
      () => this.page.evaluate(kernelAsSeen)
    );
    if (seen !== null) {
      throw new Error(`The kernel did not become idle: ${seen}\n${this.server.log.slice(-500)}`);
    }
  }

  /** Whether the notebook has changes that are not saved. */
  isDirty(): Promise<boolean> {
    return this.page.evaluate(() => {
      const app = (window as unknown as { readonly jupyterapp?: JupyterFrontEnd }).jupyterapp;
      return (app?.shell.currentWidget as NotebookPanel).context.model.dirty;
    });
  }

  /** The notebook as it stands in the editor, saved or not. */
  notebook(): Promise<INotebookContent> {
    return this.page.evaluate(() => {
      const app = (window as unknown as { readonly jupyterapp?: JupyterFrontEnd }).jupyterapp;
      return (app?.shell.currentWidget as NotebookPanel).context.model.toJSON() as INotebookContent;
    });
  }

  /** Runs a command of JupyterLab, such as `collard:run`. */
  async command(
    id: string,
    args: Readonly<Record<string, string | number | boolean | null | readonly string[]>> = {}
  ): Promise<void> {
    await this.page.evaluate(
      async ([name, values]) => {
        const app = (window as unknown as { readonly jupyterapp: JupyterFrontEnd }).jupyterapp;
        await app.commands.execute(name, values);
      },
      [id, args] as const
    );
  }

  /** JupyterLab keeps the layout a moment after it has changed; resolves when it keeps one with this text in it. */
  async untilLayoutHolds(text: string): Promise<void> {
    await this.page.waitForRequest(
      request =>
        request.method() === 'PUT' &&
        request.url().includes('/api/workspaces/') &&
        request.postData()?.includes(text) === true,
      { timeout: 60_000 }
    );
  }

  cell(index: number): Locator {
    return this.page.locator('.jp-Notebook .jp-Cell').nth(index);
  }

  async openPanel(): Promise<void> {
    await this.command('collard:show-panel');
    await this.page.locator('.collard-Panel').waitFor();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** A layout of its own: JupyterLab keeps layouts on the server, and would open what another page has left open. */
  private readonly workspace = randomUUID();

  private take(text: string): void {
    if (text.includes('/extensions/collard/')) {
      this.errors.push(text);
    }
  }
}

/** Runs in the page. */
function kernelIsIdle(): boolean {
  const app = (window as unknown as { readonly jupyterapp?: JupyterFrontEnd }).jupyterapp;
  const kernel = (app?.shell.currentWidget as NotebookPanel | null)?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}

/** Runs in the page: what there is instead. */
function kernelAsSeen(): string {
  const app = (window as unknown as { readonly jupyterapp?: JupyterFrontEnd }).jupyterapp;
  const widget = app?.shell.currentWidget as NotebookPanel | null | undefined;
  const kernel = widget?.sessionContext?.session?.kernel;
  const dialog = document.querySelector('.jp-Dialog')?.textContent ?? 'no dialog';
  return [widget?.title.label, kernel?.connectionStatus, kernel?.status, dialog].join(', ');
}
