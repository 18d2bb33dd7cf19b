/** A restore from the question to the report. Nothing is executed before the user agrees. */
import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ICollardClient, StateKind } from '../tokens.js';
import { ConsentBody, type Consent } from './consent.js';
import { connectedKernel, executeRestore } from './kernel-execution.js';
import { ReportBody } from './report-body.js';
import type { RestoreReport } from './restore-report.js';
import { restoreTargets } from './restore-target.js';

export interface RestoreServices {
  readonly client: ICollardClient;
  readonly commands: CommandRegistry;
  readonly notebooks: INotebookTracker;
  readonly trans: TranslationBundle;
}

export interface RestoreRequest {
  readonly run: string;
  readonly step: string;
  readonly kind: StateKind | null;
}

/** Asks, restores and reports. Troubles are shown to the user; never rejects. */
export async function restoreState(request: RestoreRequest, services: RestoreServices): Promise<void> {
  const { client, trans } = services;
  try {
    const consent = await askConsent(request, services);
    if (consent === null) {
      return;
    }
    const kernel = await connectedKernel(await consent.target.session(), trans);
    const load = (only: readonly string[] | null): Promise<RestoreReport> =>
      loadInto(kernel, client, { ...request, kind: consent.kind }, only, trans);
    const report = await whileTelling(load(consent.only), trans);
    await showReport(report, name => load([name]), trans);
  } catch (error) {
    await showDialog({
      title: trans.__('The variables were not restored'),
      body: sentencesOf(error),
      buttons: [Dialog.okButton({ label: trans.__('Close') })]
    });
  }
}

async function askConsent(
  { run, step, kind }: RestoreRequest,
  { client, commands, notebooks, trans }: RestoreServices
): Promise<Consent | null> {
  const [state, detail, { summary }] = await Promise.all([
    client.state(run, step, kind),
    client.step(run, step),
    client.run(run)
  ]);
  const targets = restoreTargets({ commands, notebooks, trans, notebook: summary.notebook });
  const body = new ConsentBody({ client, run, step, state, targets, python: detail.python, trans });
  const { button, value } = await showDialog({
    title: trans.__('Restore step %1 in a notebook', step),
    body,
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: trans.__('Load the Variables') })
    ]
  });
  return button.accept ? value : null;
}

async function loadInto(
  kernel: Kernel.IKernelConnection,
  client: ICollardClient,
  { run, step, kind }: RestoreRequest,
  only: readonly string[] | null,
  trans: TranslationBundle
): Promise<RestoreReport> {
  const { code } = await client.restore(run, step, kind, only);
  return executeRestore(kernel, code, trans);
}

/** Large values and busy kernels take their time; the user sees that something goes on. */
async function whileTelling<T>(work: Promise<T>, trans: TranslationBundle): Promise<T> {
  const id = Notification.emit(trans.__('Loading the variables of the step…'), 'in-progress', { autoClose: false });
  try {
    return await work;
  } finally {
    Notification.dismiss(id);
  }
}

async function showReport(
  report: RestoreReport,
  loadOne: (name: string) => Promise<RestoreReport>,
  trans: TranslationBundle
): Promise<void> {
  const lost = report.objects.filter(({ status }) => status === 'failed').length;
  const title =
    lost === 0
      ? trans.__('The variables are there')
      : trans._n('One variable could not be restored', '%1 variables could not be restored', lost);
  const buttons = [Dialog.okButton({ label: trans.__('Close') })];
  await showDialog({ title, body: new ReportBody(report, loadOne, trans), buttons });
}

function sentencesOf(error: unknown): string {
  const hint = error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? error.hint : '';
  const message = error instanceof Error ? error.message : String(error);
  return [message.replace(/[^.!?]$/, '$&.'), hint].filter(text => text !== '').join(' ');
}
