/** What JupyterLab itself writes into a notebook when it is opened, before anybody tests that nothing else is written. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Session } from './session.js';

/** The version of the kernel's Python, and cell ids where the file has none; once they stand there, opening changes nothing. */
export async function letJupyterWrite(session: Session, notebook: string): Promise<void> {
  const lab = await session.open(notebook);
  await lab.untilKernelIsIdle();
  // The kernel tells its version some time after it is idle.
  await lab.page.waitForFunction(() => {
    const { jupyterapp } = window as unknown as { readonly jupyterapp: JupyterFrontEnd };
    const { metadata } = (jupyterapp.shell.currentWidget as NotebookPanel).context.model.sharedModel;
    return metadata.language_info?.['version'] !== undefined;
  });
  await lab.command('docmanager:save');
  await lab.close();
}
