/** A real engine in a new workspace, with the real Python of the project. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Plan } from '../../compiler/ir/plan.js';
import {
  LocalEngine,
  readRunView,
  workspaceAt,
  type RunHandle,
  type SubmitOptions,
  type Workspace
} from '../../engine/index.js';
import type { RunEvent } from '../../protocol/run-event.js';
import type { RunView, StepView } from '../../protocol/run-view.js';

// Real processes on a busy machine: a test that hangs should fail, one that is slow should not.
jest.setTimeout(60_000);

export const python = resolve('.venv/bin/python');
export const runtime = resolve('collard/runtime');

export interface FinishedRun {
  readonly id: string;
  readonly phase: RunView['phase'];
  readonly view: RunView;
  readonly events: readonly RunEvent[];
  /** Phase of every step, in plan order. */
  readonly phases: Readonly<Record<string, StepView['phase']>>;
}

export class TestWorkspace {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'collard-')));
  readonly workspace: Workspace = workspaceAt(this.root);
  private current: LocalEngine | null = null;

  get engine(): LocalEngine {
    this.current ??= new LocalEngine({ workspace: this.workspace, runtime, environment: process.env });
    return this.current;
  }

  submit(plan: Plan, options: Partial<SubmitOptions> = {}): Promise<RunHandle> {
    return this.engine.submit(plan, { ...this.defaults(), ...options });
  }

  /** Submits, waits for the end, and reads back what the store says. */
  async run(plan: Plan, options: Partial<SubmitOptions> = {}): Promise<FinishedRun> {
    return this.finish(await this.submit(plan, options));
  }

  async finish(handle: RunHandle): Promise<FinishedRun> {
    const events: RunEvent[] = [];
    for await (const event of handle.watch()) {
      events.push(event);
    }
    const phase = await handle.finished();
    const view = readRunView(this.workspace, handle.id);
    const phases = Object.fromEntries(Object.entries(view.steps).map(([name, step]) => [name, step.phase]));
    return { id: handle.id, phase, view, events, phases };
  }

  defaults(): SubmitOptions {
    return {
      parameters: {},
      only: [],
      fresh: false,
      jobs: 2,
      python,
      cwd: this.root,
      notebook: 'notebook.ipynb',
      environment: process.env
    };
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** Stops using the engine, as a server that restarts does; the next use makes a new one. */
  async restart(): Promise<void> {
    await this.current?.close();
    this.current = null;
  }

  async remove(): Promise<void> {
    await this.restart();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}
