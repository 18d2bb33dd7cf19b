/** Starts `engine-process.ts` as a program, and ends it without warning. */
import { buildSync } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Plan } from '../../compiler/ir/plan.js';
import { runtime, type TestWorkspace } from './engine.js';
import type { EngineTask } from './engine-process.js';

export class KillableEngine {
  private readonly folder = mkdtempSync(join(tmpdir(), 'collard-engine-'));
  private readonly program = join(this.folder, 'engine.mjs');
  private child: ChildProcess | null = null;

  constructor() {
    buildSync({
      entryPoints: [resolve('test/support/engine-process.ts')],
      outfile: this.program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      logLevel: 'warning'
    });
  }

  /** Submits in a new process; resolves to the id of the run once there is one. */
  async submit(place: TestWorkspace, plan: Plan, jobs = 2): Promise<string> {
    const task: EngineTask = {
      root: place.root,
      runtime,
      plan,
      options: { ...place.defaults(), jobs, environment: {} }
    };
    const path = join(this.folder, 'task.json');
    writeFileSync(path, JSON.stringify(task));
    const child = spawn(process.execPath, [this.program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    const text = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      child.once('exit', () => reject(new Error('the engine ended without a run')));
    });
    return text.trim().split('\n')[0] ?? '';
  }

  /** SIGKILL, and waits until the process is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const gone = new Promise(ended => child.once('exit', ended));
    child.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for something to become true; fails after half a minute. */
export async function eventually(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error(`it never came true that ${what}`);
    }
    await sleep(10);
  }
}

export function fileAppears(path: string): Promise<void> {
  return eventually(`${path} exists`, () => existsSync(path));
}
