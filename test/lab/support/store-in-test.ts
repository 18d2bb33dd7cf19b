/** The store of runs, whose events the test tells in place of the server's stream. */
import { Signal } from '@lumino/signaling';
import type { ConnectionState, IRunModel, IRunStore } from '../../../src/tokens.js';
import type { ServerInTest } from './server-in-test.js';

export class StoreInTest implements IRunStore {
  constructor(private readonly server: ServerInTest) {}

  readonly released: string[] = [];
  readonly connection: ConnectionState = 'connected';
  readonly runsChanged = new Signal<this, string | null>(this);
  readonly runFinished = new Signal<this, IRunModel>(this);
  readonly connectionChanged = new Signal<this, ConnectionState>(this);
  /** How often somebody wanted to hear of runs elsewhere. */
  listeners = 0;

  async open(id: string): Promise<IRunModel> {
    await this.server.run(id);
    const run = this.server.known.get(id);
    if (run === undefined) {
      throw new Error(`The server does not know ${id}.`);
    }
    return run.model;
  }

  release({ id }: IRunModel): void {
    this.released.push(id);
  }

  listen(): void {
    this.listeners += 1;
  }
}
