/** The way steps are started in each Python environment: a fork server where there can be one, else fresh interpreters. */
import { sha256 } from '../store/digest.js';
import type { PythonEnvironment } from './environment.js';
import { ForkServer } from './fork-server.js';
import { FreshInterpreters } from './fresh-interpreter.js';
import type { StepLauncher } from './step-process.js';

export interface InterpreterRequest {
  readonly python: PythonEnvironment;
  /** What every step's environment has in common; libraries read some of it while they are imported. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface LauncherRequest extends InterpreterRequest {
  /** Modules that the coming steps import. */
  readonly preload: readonly string[];
}

export class Launchers {
  constructor(private readonly runtime: string) {}

  /** A launcher that fits, with what the coming steps import. */
  launcher({ preload, ...request }: LauncherRequest): StepLauncher {
    const server = this.server(request);
    if (server === null) {
      return new FreshInterpreters(request.python.executable, this.runtime);
    }
    server.preload(preload);
    return server;
  }

  /** Lets an interpreter start for a launcher that will probably be asked for. */
  expect(request: InterpreterRequest): void {
    this.server(request);
  }

  /**
   * A warm server is used again only while nothing has been installed or removed since it was started: what it has imported must
   * be what a fresh interpreter would import. Null where there can be none.
   */
  private server({ python, environment }: InterpreterRequest): ForkServer | null {
    const { executable } = python;
    const key = sha256(JSON.stringify([python.fingerprint, Object.entries(environment).sort()]));
    if (process.platform !== 'linux' || this.unusable.has(key)) {
      return null;
    }
    const known = this.servers.get(executable);
    if (known !== undefined && known.key === key && known.server.alive) {
      return known.server;
    }
    if (known !== undefined && known.key === key && !known.server.wasReady) {
      this.unusable.add(key);
      return null;
    }
    known?.server.close();
    const server = new ForkServer({ executable, runtime: this.runtime, environment });
    this.servers.set(executable, { key, server });
    return server;
  }

  /** Memory of the warm interpreters in bytes, by executable. */
  residentBytes(): ReadonlyMap<string, number> {
    const known = [...this.servers].map(([executable, { server }]) => [executable, server.residentBytes ?? 0] as const);
    return new Map(known);
  }

  close(): void {
    for (const { server } of this.servers.values()) {
      server.close();
    }
    this.servers.clear();
  }

  private readonly servers = new Map<string, { readonly key: string; readonly server: ForkServer }>();
  /** Environments whose server ended before it was ready. */
  private readonly unusable = new Set<string>();
}
