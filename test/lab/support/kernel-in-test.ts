/** Stands in for a kernel, which cannot run in the page of these tests: the test says what it is and what it answers. */
import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';

type Answer = (code: string) => {
  readonly shown?: Readonly<Record<string, unknown>>;
  readonly reply?: Readonly<Record<string, unknown>>;
  readonly dies?: boolean;
};

export class KernelInTest {
  readonly executed: string[] = [];
  isDisposed = false;
  language = 'python';
  answers: Answer = () => ({});
  readonly statusChanged = new Signal<this, Kernel.Status>(this);
  readonly connectionStatusChanged = new Signal<this, Kernel.ConnectionStatus>(this);

  get status(): Kernel.Status {
    return this._status;
  }

  get connectionStatus(): Kernel.ConnectionStatus {
    return this._connection;
  }

  get info(): Promise<{ readonly language_info: { readonly name: string } }> {
    return Promise.resolve({ language_info: { name: this.language } });
  }

  becomes(status: Kernel.Status, connection: Kernel.ConnectionStatus): void {
    this._status = status;
    this._connection = connection;
    this.statusChanged.emit(status);
    this.connectionStatusChanged.emit(connection);
  }

  requestExecute({ code }: KernelMessage.IExecuteRequestMsg['content']): unknown {
    this.executed.push(code);
    const { shown, reply, dies } = this.answers(code);
    const hear: (message: unknown) => void = () => undefined;
    const future = { onIOPub: hear, done: Promise.resolve() as Promise<unknown> };
    future.done = Promise.resolve().then(() => {
      if (dies === true) {
        throw new Error('Canceled future for execute_request message before replies were done');
      }
      if (shown !== undefined) {
        future.onIOPub({ header: { msg_type: 'display_data' }, content: { data: shown } });
      }
      return { content: { status: 'ok', ...reply } };
    });
    return future;
  }

  /** As JupyterLab hands it around. */
  get connection(): Kernel.IKernelConnection {
    return this as unknown as Kernel.IKernelConnection;
  }

  get session(): ISessionContext {
    return { ready: Promise.resolve(), session: { kernel: this } } as unknown as ISessionContext;
  }

  private _status: Kernel.Status = 'idle';
  private _connection: Kernel.ConnectionStatus = 'connected';
}
