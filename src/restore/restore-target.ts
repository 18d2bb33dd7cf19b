/** Notebooks into whose kernel a state can be brought: those that are open, and some that can be opened for it. */
import type { ISessionContext } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { NotebookPanel, type INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { RestoreTrouble } from './kernel-execution.js';

export interface RestoreTarget {
  readonly label: string;
  /** What the user should know about its kernel; empty when there is nothing to say. */
  readonly note: string;
  /** Brings the notebook to the front, opening it if need be. */
  session(): Promise<ISessionContext>;
}

export interface TargetOptions {
  readonly commands: CommandRegistry;
  readonly notebooks: INotebookTracker;
  readonly trans: TranslationBundle;
  /** Path of the run's notebook. */
  readonly notebook: string | null;
}

/** The notebook of the run first, then the one that the user works in, the others, and a new one. */
export function restoreTargets({ commands, notebooks, trans, notebook }: TargetOptions): readonly RestoreTarget[] {
  const open: NotebookPanel[] = [];
  notebooks.forEach(panel => open.push(panel));
  const rank = (panel: NotebookPanel): number =>
    panel.context.localPath === notebook ? 0 : panel === notebooks.currentWidget ? 1 : 2;
  open.sort((left, right) => rank(left) - rank(right));
  const targets = open.map(panel => openTarget(panel, commands, trans));
  const isOpen = open.some(panel => panel.context.localPath === notebook);
  if (notebook !== null && !isOpen) {
    targets.unshift({
      label: trans.__('%1 (opens it)', PathExt.basename(notebook)),
      note: '',
      session: () => opened(commands, 'docmanager:open', { path: notebook, factory: 'Notebook' }, trans)
    });
  }
  const cwd = notebook === null ? '' : PathExt.dirname(notebook);
  return [
    ...targets,
    {
      label: trans.__('A new notebook'),
      note: '',
      session: () => opened(commands, 'notebook:create-new', { cwd }, trans)
    }
  ];
}

function openTarget(panel: NotebookPanel, commands: CommandRegistry, trans: TranslationBundle): RestoreTarget {
  const { sessionContext } = panel;
  const label = `${PathExt.basename(panel.context.localPath)} – ${sessionContext.kernelDisplayName}`;
  const busy = sessionContext.session?.kernel?.status === 'busy';
  return {
    label,
    note: busy ? trans.__('Its kernel is busy: the variables come when it is done.') : '',
    session: async () => {
      await commands.execute('docmanager:open', { path: panel.context.path });
      return sessionContext;
    }
  };
}

async function opened(
  commands: CommandRegistry,
  command: string,
  args: Readonly<Record<string, string>>,
  trans: TranslationBundle
): Promise<ISessionContext> {
  const panel: unknown = await commands.execute(command, args);
  if (!(panel instanceof NotebookPanel)) {
    throw new RestoreTrouble(trans.__('The notebook opens in another tab. Restore again from there.'));
  }
  await panel.context.ready;
  return panel.sessionContext;
}
