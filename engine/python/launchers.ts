/** The way steps are started in each Python environment: a fork server where there can be one, else fresh interpreters. */
import { sha256 } from '../store/digest.js';
import type { PythonEnvironment } from './environment.js';
import { ForkServer } from './fork-server.js';
import { FreshInterpreters } from './fresh-interpreter.js';
import type { StepLauncher } from './step-process.js';

export interface LauncherRequest {
  readonly python: PythonEnvironment;
  /** Modules that the coming steps import. */
  readonly preload: readonly string[];
  /** What every step's environment has in common; libraries read some of it while they are imported. */
  readonly environment: Readonly<Record<string, string>>;
}

export class Launchers {
  constructor(private readonly runtime: string) {}

  /**
   * A launcher that fits. A warm server is used again only while nothing has been installed or removed since it was started:
   * what it has imported must be what a fresh interpreter would import.
   */
  launcher(request: LauncherRequest): StepLauncher {
    const { executable } = request.python;
    const key = sha256(JSON.stringify([request.python.fingerprint, Object.entries(request.environment).sort()]));
    if (process.platform !== 'linux' || this.unusable.has(key)) {
      return new FreshInterpreters(executable, this.runtime);
    }
    const server = this.servers.get(executable);
    if (server !== undefined && server.key === key && server.server.alive) {
      server.server.preload(request.preload);
      return server.server;
    }
    if (server !== undefined && server.key === key && !server.server.wasReady) {
      this.unusable.add(key);
      return new FreshInterpreters(executable, this.runtime);
    }
    server?.server.close();
    const started = new ForkServer({ executable, runtime: this.runtime, ...request });
    this.servers.set(executable, { key, server: started });
    return started;
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
