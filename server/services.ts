/** What the routes work with. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysisCache } from '../compiler/index.js';
import { openWorkspace, PythonEnvironments, stepRunnerIn, workspaceAt } from '../engine/index.js';
import type { Workspace } from '../engine/index.js';
import { callerEnvironment } from './caller-environment.js';
import { EventHub } from './events/event-hub.js';
import { RootFolder } from './notebooks/root-folder.js';
import { LiveRuns } from './runs/live-runs.js';
import { RunCatalog } from './runs/run-catalog.js';
import { StoreWatch } from './runs/store-watch.js';
import { Workspaces } from './runs/workspaces.js';

export interface ServiceOptions {
  /** The folder that the Jupyter server shows. */
  readonly root: string;
  /** Folder of the installed package `collard`. */
  readonly packageFolder: string;
  /** A folder for what this server alone needs; whoever gives it removes it. */
  readonly privateFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told what goes wrong while nobody waits for an answer. */
  readonly report: (error: unknown) => void;
}

export class Services {
  readonly root: RootFolder;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly packageFolder: string;
  readonly hub = new EventHub();
  readonly analyses = new AnalysisCache();
  readonly workspaces: Workspaces;
  readonly catalog: RunCatalog;
  readonly live: LiveRuns;
  /** Describes interpreters without a trace in anybody's workspace. */
  readonly pythons: PythonEnvironments;

  constructor({ root, packageFolder, privateFolder, environment, report }: ServiceOptions) {
    const runtime = stepRunnerIn(packageFolder);
    this.root = new RootFolder(root);
    this.packageFolder = packageFolder;
    this.environment = callerEnvironment(environment);
    this.workspaces = new Workspaces({ root: this.root.path, runtime, environment: this.environment });
    this.catalog = new RunCatalog(this.workspaces, this.root);
    const { workspaces, hub } = this;
    this.live = new LiveRuns({ workspaces, root: this.root, hub, report });
    this.watch = new StoreWatch({ workspaces, live: this.live, hub, report });
    this.scratch = workspaceAt(join(privateFolder, 'scratch'));
    openWorkspace(this.scratch);
    this.pythons = new PythonEnvironments(this.scratch, runtime);
  }

  /** Begins to look after runs of earlier times and of others. */
  begin(): void {
    this.watch.begin();
    void this.workspaces.discover();
  }

  async close(): Promise<void> {
    this.watch.end();
    await this.workspaces.close();
    rmSync(this.scratch.root, { recursive: true, force: true });
  }

  private readonly watch: StoreWatch;
  private readonly scratch: Workspace;
}
