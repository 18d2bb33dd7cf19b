/** The server as a program of its own, so that tests can kill it. */
import { buildSync } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, secret, TestRoot } from './server.js';

/** The package as it is installed: the bundled server, and the Python files where it looks for them. */
export class InstalledPackage {
  private readonly folder = mkdtempSync(join(tmpdir(), 'collard-package-'));
  readonly program = join(this.folder, 'backend', 'server.mjs');

  constructor() {
    buildSync({
      entryPoints: [resolve('server/main.ts')],
      outfile: this.program,
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      format: 'esm',
      target: 'node24',
      logLevel: 'warning'
    });
    symlinkSync(resolve('collard/runtime'), join(this.folder, 'runtime'));
    symlinkSync(resolve('collard/restore.py'), join(this.folder, 'restore.py'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class ServerProgram {
  readonly root = new TestRoot();
  readonly client = new Client(this.root.socket);
  private child: ChildProcess | null = null;

  constructor(private readonly installed: InstalledPackage) {}

  /** Resolves when it is ready. @param folder what it shows; its own one unless said */
  async start(folder = this.root.path): Promise<ChildProcess> {
    rmSync(this.root.socket, { force: true });
    const child = spawn(process.execPath, [this.installed.program, this.root.socket, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, COLLARD_SECRET: secret }
    });
    this.child = child;
    await once(child.stdout, 'data');
    return child;
  }

  /** SIGKILL, and waits until the process is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  }

  async remove(): Promise<void> {
    await this.kill();
    this.root.remove();
  }
}
