/** Every run that the server knows, read from the stores of its workspaces. What has ended is read once. */
import { isOver, readPins, readRunHeader, readStoredRun, runIds } from '../../engine/index.js';
import type { StoredRun, Workspace } from '../../engine/index.js';
import type { RunSummary } from '../../protocol/api.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { RootFolder } from '../notebooks/root-folder.js';
import { runSummary } from './run-summary.js';
import type { Workspaces } from './workspaces.js';

/** A run and where it is kept. */
export interface FoundRun extends StoredRun {
  readonly workspace: Workspace;
}

export class RunCatalog {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly root: RootFolder
  ) {}

  /** Newest first. @param path of a notebook; null: those of every notebook */
  async list(path: string | null): Promise<readonly RunSummary[]> {
    if (path !== null) {
      const { file } = this.root.notebook(path);
      const wanted = this.root.pathOfFile(file);
      return this.ofWorkspace(this.workspaces.of(file)).filter(({ notebook }) => notebook === wanted);
    }
    await this.workspaces.discover();
    const all = this.workspaces.known.flatMap(workspace => this.ofWorkspace(workspace));
    return all.sort((left, right) => (left.id < right.id ? 1 : -1));
  }

  /** @throws OperationalError `not-found` */
  async find(id: string): Promise<FoundRun> {
    const workspace = this.keeperOf(id) ?? (await this.searched(id));
    return { ...readStoredRun(workspace, id), workspace };
  }

  summary(run: FoundRun): RunSummary {
    const pinned = readPins(run.workspace).some(pin => pin.run === run.header.id);
    return runSummary(run, { notebook: this.root.pathOf(run.workspace, run.header), pinned });
  }

  private async searched(id: string): Promise<Workspace> {
    await this.workspaces.discover();
    const workspace = this.keeperOf(id);
    if (workspace === null) {
      throw new OperationalError('not-found', `There is no run ${id}`, { hint: 'It may have been deleted.' });
    }
    return workspace;
  }

  private keeperOf(id: string): Workspace | null {
    return this.workspaces.known.find(workspace => hasRun(workspace, id)) ?? null;
  }

  private ofWorkspace(workspace: Workspace): readonly RunSummary[] {
    const pinned = new Set(readPins(workspace).map(({ run }) => run));
    return runIds(workspace).flatMap(id => {
      const summary = this.settled.get(id) ?? this.read(workspace, id);
      return summary === null ? [] : [{ ...summary, pinned: pinned.has(id) }];
    });
  }

  /** A run that cannot be read, such as one that is being created or deleted, is left out. */
  private read(workspace: Workspace, id: string): RunSummary | null {
    try {
      const run = readStoredRun(workspace, id);
      const summary = runSummary(run, { notebook: this.root.pathOf(workspace, run.header), pinned: false });
      if (isOver(run.state)) {
        this.settled.set(id, summary);
      }
      return summary;
    } catch (error) {
      if (error instanceof OperationalError) {
        return null;
      }
      throw error;
    }
  }

  private readonly settled = new Map<string, RunSummary>();
}

function hasRun(workspace: Workspace, id: string): boolean {
  try {
    readRunHeader(workspace, id);
    return true;
  } catch (error) {
    if (error instanceof OperationalError && error.code === 'not-found') {
      return false;
    }
    throw error;
  }
}
