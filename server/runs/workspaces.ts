/** The workspaces that the server knows, each with an engine once something runs there. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findWorkspace, LocalEngine, workspaceAt } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import { RestingEngine } from './resting-engine.js';

/** How far the search for workspaces goes: a home folder may hold a million others. */
const deepestSearch = 6;
const mostFolders = 3000;

export interface WorkspacesOptions {
  readonly root: string;
  /** The step runner. */
  readonly runtime: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export class Workspaces {
  constructor(private readonly options: WorkspacesOptions) {}

  /** The workspace of a notebook; from now on the server knows it. Creates nothing. */
  of(path: string): Workspace {
    return this.remember(findWorkspace(path));
  }

  get known(): readonly Workspace[] {
    return [...this.workspaces.values()];
  }

  /** Makes the folders of the workspace's store when there are none. */
  engine(workspace: Workspace): LocalEngine {
    const { runtime, environment } = this.options;
    const known = this.engines.get(workspace.root);
    const engine = known ?? new RestingEngine(new LocalEngine({ workspace, runtime, environment }));
    this.engines.set(workspace.root, engine);
    return engine.use();
  }

  /** Keeps the engine of a workspace at hand while something runs there. Returns what ends that. */
  hold({ root }: Workspace): () => void {
    return this.engines.get(root)?.hold() ?? (() => undefined);
  }

  /** Whether anything has ever run there. */
  hasStore({ store }: Workspace): boolean {
    return existsSync(store);
  }

  /** Calls back for every workspace that is found from now on, before anybody gets to see what is in it. */
  whenFound(onFound: (workspace: Workspace) => void): void {
    this.onFound = onFound;
  }

  /** Looks through the root for workspaces of earlier times, once. */
  discover(): Promise<void> {
    this.discovery ??= this.search();
    return this.discovery;
  }

  /** Lets go of every run; its steps work on until they end, and a later server goes on from there. */
  async close(): Promise<void> {
    await Promise.all([...this.engines.values()].map(engine => engine.close()));
  }

  private remember(workspace: Workspace): Workspace {
    const known = this.workspaces.get(workspace.root);
    if (known !== undefined) {
      return known;
    }
    this.workspaces.set(workspace.root, workspace);
    this.onFound?.(workspace);
    return workspace;
  }

  /** Level by level, so that of too many folders the near ones are seen. */
  private async search(): Promise<void> {
    this.of(this.options.root);
    let level = [this.options.root];
    let seen = 0;
    for (let depth = 0; depth < deepestSearch && level.length > 0 && seen < mostFolders; depth += 1) {
      const looked = level.slice(0, mostFolders - seen);
      seen += looked.length;
      const found = await Promise.all(looked.map(foldersIn));
      found.forEach((names, index) => names.includes('.collard') && this.remember(workspaceAt(looked[index] ?? '')));
      level = found.flatMap((names, index) => names.filter(isWorthALook).map(name => join(looked[index] ?? '', name)));
    }
  }

  private readonly workspaces = new Map<string, Workspace>();
  private readonly engines = new Map<string, RestingEngine>();
  private discovery: Promise<void> | null = null;
  private onFound: ((workspace: Workspace) => void) | null = null;
}

/** Names of the folders in a folder, links left out. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Libraries have thousands of folders, and nobody works in them. */
function isWorthALook(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules' && name !== 'site-packages' && name !== '__pycache__';
}
