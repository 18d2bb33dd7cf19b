/** Runs the code of a restore in the kernel of a notebook, outside of its cells, and reads the report. */
import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { reportMimeType, restoreReportSchema, type RestoreReport } from './restore-report.js';

/** How long a kernel may take to start and connect. */
const connectDeadline = 60_000;

/** Why a restore could not take place, in words for the user. */
export class RestoreTrouble extends Error {
  override readonly name = 'RestoreTrouble';
}

/**
 * The kernel of the session once it listens: code sent earlier would be lost without a word.
 * @throws RestoreTrouble when there is none, it died, or it does not speak Python.
 */
export async function connectedKernel(
  session: ISessionContext,
  trans: TranslationBundle
): Promise<Kernel.IKernelConnection> {
  await session.ready;
  const kernel = session.session?.kernel ?? null;
  if (kernel === null) {
    throw new RestoreTrouble(trans.__('The notebook has no kernel. Choose one, then restore again.'));
  }
  await untilConnected(kernel, trans);
  const { language_info } = await kernel.info;
  if (language_info.name !== 'python') {
    throw new RestoreTrouble(
      trans.__('The kernel of the notebook speaks %1. The variables of a step need Python.', language_info.name)
    );
  }
  return kernel;
}

/** @throws RestoreTrouble when the code fails, or the kernel dies over it. */
export async function executeRestore(
  kernel: Kernel.IKernelConnection,
  code: string,
  trans: TranslationBundle
): Promise<RestoreReport> {
  const future = kernel.requestExecute({ code, store_history: false, allow_stdin: false, stop_on_error: false });
  let report: RestoreReport | null = null;
  future.onIOPub = message => {
    report = reportIn(message) ?? report;
  };
  let reply: KernelMessage.IExecuteReplyMsg;
  try {
    reply = await future.done;
  } catch {
    throw new RestoreTrouble(trans.__('The kernel stopped while it restored. Restart it and try again.'));
  }
  if (reply.content.status !== 'ok') {
    const reason = reply.content.status === 'error' ? `${reply.content.ename}: ${reply.content.evalue}` : '';
    throw new RestoreTrouble(trans.__('The kernel could not restore. %1', reason).trim());
  }
  if (report === null) {
    throw new RestoreTrouble(trans.__('The kernel ran the code, but did not report. Look at the variables yourself.'));
  }
  return report;
}

function reportIn(message: KernelMessage.IIOPubMessage): RestoreReport | null {
  if (message.header.msg_type !== 'display_data') {
    return null;
  }
  const { data } = (message as KernelMessage.IDisplayDataMsg).content;
  const found = restoreReportSchema.safeParse(data[reportMimeType]);
  return found.success ? found.data : null;
}

function untilConnected(kernel: Kernel.IKernelConnection, trans: TranslationBundle): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (outcome: () => void): void => {
      clearTimeout(timer);
      kernel.connectionStatusChanged.disconnect(check);
      kernel.statusChanged.disconnect(check);
      outcome();
    };
    const timer = setTimeout(
      () => finish(() => reject(new RestoreTrouble(trans.__('The kernel does not answer. Restart it and try again.')))),
      connectDeadline
    );
    const check = (): void => {
      if (kernel.isDisposed || kernel.status === 'dead') {
        finish(() => reject(new RestoreTrouble(trans.__('The kernel has died. Restart it, then restore again.'))));
      } else if (kernel.connectionStatus === 'connected' && kernel.status !== 'unknown') {
        finish(resolve);
      }
    };
    kernel.connectionStatusChanged.connect(check);
    kernel.statusChanged.connect(check);
    check();
  });
}
