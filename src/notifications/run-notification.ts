/** The word about a run that ended: what came of it, and where to look. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { secondsText } from '../../protocol/quantities.js';
import { commandIds } from '../commands/command-ids.js';
import type { IPipelines, IRunModel } from '../tokens.js';

interface Surroundings {
  readonly commands: CommandRegistry;
  readonly pipelines: IPipelines;
  readonly trans: TranslationBundle;
}

/** Notifications are cut off beyond this many letters. */
const longest = 140;
/** Milliseconds after which good news goes by itself. */
const patience = 8000;

export function notifyOfEnd(run: IRunModel, { commands, pipelines, trans }: Surroundings): void {
  const { pipeline, notebook } = run.summary;
  const open: Notification.IAction = {
    label: trans.__('Open run'),
    callback: () => void commands.execute(commandIds.openRun, { run: run.id })
  };
  const failure = failureOf(run);
  if (run.view.phase === 'succeeded') {
    const text = trans.__('%1 is done after %2.', pipeline, secondsText(run.view.seconds ?? 0));
    Notification.success(text, { actions: [open], autoClose: patience });
  } else if (failure === null) {
    Notification.info(trans.__('%1 was cancelled.', pipeline), { actions: [open], autoClose: patience });
  } else {
    const { step, name, cell, line } = failure;
    const goToCell: Notification.IAction = {
      label: trans.__('Go to cell'),
      displayType: 'accent',
      callback: () => void pipelines.find(notebook ?? '')?.reveal(cell ?? '', line)
    };
    const text = trans.__('%1 failed in step %2: %3', pipeline, step, name).slice(0, longest);
    Notification.error(text, { actions: cell === null ? [open] : [goToCell, open], autoClose: false });
  }
}

interface Failure {
  readonly step: string;
  readonly name: string;
  readonly cell: string | null;
  readonly line: number | null;
}

function failureOf({ view }: IRunModel): Failure | null {
  for (const [step, { error }] of Object.entries(view.steps)) {
    if (error !== null) {
      return { step, name: error.name, cell: error.cell, line: error.line };
    }
  }
  return null;
}
