/**
 * Sees what others do in the workspaces: runs that begin in a terminal are followed, runs that were deleted are forgotten, and
 * runs of an earlier server that was killed are taken up again.
 */
import { EventTail, isOver, isOwned, readStoredRun, runChangedAt, runIds } from '../../engine/index.js';
import type { StoredRun, Workspace } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { EventHub } from '../events/event-hub.js';
import { isLetGo, type LiveRuns } from './live-runs.js';
import type { Workspaces } from './workspaces.js';

/** Milliseconds. A look lists one folder a workspace. */
const lookInterval = 500;
/** A run that stood still for longer is history: nobody waits for it. */
const longestPause = 24 * 60 * 60 * 1000;

export interface StoreWatchOptions {
  readonly workspaces: Workspaces;
  readonly live: LiveRuns;
  readonly hub: EventHub;
  readonly report: (error: unknown) => void;
}

interface FollowedRun {
  readonly workspace: Workspace;
  readonly tail: EventTail;
}

export class StoreWatch {
  constructor(private readonly options: StoreWatchOptions) {}

  begin(): void {
    // At once, so that no run can begin between the first list that somebody reads and the first look.
    this.options.workspaces.whenFound(workspace => this.guarded(() => this.lookAt(workspace, null)));
    this.timer = setInterval(() => this.guarded(() => this.look()), lookInterval);
    this.timer.unref();
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const { workspaces, hub } = this.options;
    if (hub.hasFollowers) {
      workspaces.known.forEach(workspace => this.lookAt(workspace, this.seen.get(workspace.root) ?? null));
    }
    this.followed.forEach((followed, run) => this.relay(run, followed));
  }

  private guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.options.report(error);
    }
  }

  private lookAt(workspace: Workspace, seen: ReadonlySet<string> | null): void {
    const { live, hub } = this.options;
    const present = new Set(runIds(workspace));
    if (seen !== null && [...seen].some(run => !present.has(run))) {
      hub.publish({ type: 'runs-changed', notebook: null });
    }
    for (const run of present) {
      if (seen?.has(run) !== true && !live.has(run) && !this.take(workspace, run, seen !== null)) {
        present.delete(run);
      }
    }
    this.seen.set(workspace.root, present);
  }

  /** Returns false when the run cannot be read yet. */
  private take(workspace: Workspace, run: string, isNew: boolean): boolean {
    if (Date.now() - runChangedAt(workspace, run) > longestPause) {
      return true;
    }
    const stored = readIfPossible(workspace, run);
    if (stored === null) {
      return false;
    }
    if (isNew) {
      this.options.live.announce(workspace, run);
    }
    if (stored.state === 'interrupted' && stored.header.origin === 'server') {
      this.takeUp(workspace, run);
    } else if (!isOver(stored.state) && stored.state !== 'interrupted') {
      this.followed.set(run, { workspace, tail: new EventTail(workspace, run) });
    }
    return true;
  }

  private takeUp(workspace: Workspace, run: string): void {
    const { live, report } = this.options;
    live.takeUp(workspace, run).catch((error: unknown) => {
      if (!isLetGo(error)) {
        report(error);
      }
    });
  }

  private relay(run: string, { workspace, tail }: FollowedRun): void {
    const { hub, live } = this.options;
    const owned = isOwned(workspace, run); // asked first, so that its last events are seen
    const events = tail.newEvents();
    events.forEach(event => hub.publish({ type: 'run-event', run, event }));
    if (!owned || events.at(-1)?.type === 'run-finished') {
      this.followed.delete(run);
      live.announce(workspace, run);
    }
  }

  private readonly seen = new Map<string, ReadonlySet<string>>();
  private readonly followed = new Map<string, FollowedRun>();
  private timer: NodeJS.Timeout | undefined;
}

function readIfPossible(workspace: Workspace, run: string): StoredRun | null {
  try {
    return readStoredRun(workspace, run);
  } catch (error) {
    if (error instanceof OperationalError) {
      return null;
    }
    throw error;
  }
}
