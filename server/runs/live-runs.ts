/** The runs that this server carries out: begun, taken up again, cancelled, and told to everybody who follows. */
import { readEvents, readRunHeader } from '../../engine/index.js';
import type { RunHandle, SubmitOptions, Workspace } from '../../engine/index.js';
import type { Plan } from '../../compiler/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { EventHub } from '../events/event-hub.js';
import type { RootFolder } from '../notebooks/root-folder.js';
import type { FoundRun } from './run-catalog.js';
import type { Workspaces } from './workspaces.js';

export interface LiveRunsOptions {
  readonly workspaces: Workspaces;
  readonly root: RootFolder;
  readonly hub: EventHub;
  /** Told what went wrong while nobody was waiting for an answer. */
  readonly report: (error: unknown) => void;
}

export class LiveRuns {
  constructor(private readonly options: LiveRunsOptions) {}

  has(run: string): boolean {
    return this.handles.has(run);
  }

  /** Begins a run; returns its id. */
  async submit(workspace: Workspace, plan: Plan, options: Omit<SubmitOptions, 'origin'>): Promise<string> {
    const handle = await this.options.workspaces.engine(workspace).submit(plan, { ...options, origin: 'server' });
    this.follow(workspace, handle, 0);
    return handle.id;
  }

  /** Goes on with a run whose engine is gone. @throws OperationalError `run-active` when another one has it by now */
  async takeUp(workspace: Workspace, run: string): Promise<RunHandle> {
    const known = this.handles.get(run);
    if (known !== undefined) {
      return known;
    }
    const seen = readEvents(workspace, run, { outputs: true }).at(-1)?.sequence ?? 0;
    const handle = await this.options.workspaces.engine(workspace).attach(run);
    this.follow(workspace, handle, seen);
    return handle;
  }

  /** Stops a run that this server has, or that nobody has. One that has ended stays as it is. */
  async cancel({ workspace, header: { id }, state }: FoundRun): Promise<void> {
    const handle = this.handles.get(id);
    if (handle !== undefined) {
      await handle.cancel();
    } else if (state === 'interrupted') {
      await (await this.takeUp(workspace, id)).cancel();
    } else if (state === 'running' || state === 'pending') {
      throw new OperationalError('run-active', `Run ${id} belongs to another program`, {
        hint: 'Cancel it where it was started, such as with Ctrl-C in the terminal.'
      });
    }
  }

  /** The list of runs of this run's notebook is another now. */
  announce(workspace: Workspace, run: string): void {
    this.options.hub.publish({ type: 'runs-changed', notebook: this.notebookOf(workspace, run) });
  }

  private follow(workspace: Workspace, handle: RunHandle, after: number): void {
    if (!this.handles.has(handle.id)) {
      this.handles.set(handle.id, handle);
      void this.relay(workspace, handle, after);
    }
  }

  private async relay(workspace: Workspace, handle: RunHandle, after: number): Promise<void> {
    const run = handle.id;
    const release = this.options.workspaces.hold(workspace);
    this.announce(workspace, run);
    try {
      for await (const event of handle.watch(after)) {
        this.options.hub.publish({ type: 'run-event', run, event });
      }
      await handle.finished();
    } catch (error) {
      if (!isLetGo(error)) {
        this.options.report(error);
      }
    } finally {
      this.handles.delete(run);
      release();
      this.announce(workspace, run);
    }
  }

  private notebookOf(workspace: Workspace, run: string): string | null {
    try {
      return this.options.root.pathOf(workspace, readRunHeader(workspace, run));
    } catch {
      return null; // deleted meanwhile
    }
  }

  private readonly handles = new Map<string, RunHandle>();
}

/** This server ends, or another engine has the run: nothing is wrong with it. */
export function isLetGo(error: unknown): boolean {
  return error instanceof OperationalError && error.code === 'run-active';
}
