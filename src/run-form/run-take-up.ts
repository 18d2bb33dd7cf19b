/**
 * Shows a run that goes on when its notebook opens, and one that begins elsewhere: a page that is loaded again, or a second one,
 * shows the same run at the same place. The server is asked nothing as long as no notebook is a pipeline.
 */
import type { ICollardClient, INotebookPipeline, IPipelines, IRunStore } from '../tokens.js';
import type { ShownRuns } from './shown-runs.js';

export class RunTakeUp {
  constructor(
    private readonly pipelines: IPipelines,
    private readonly client: ICollardClient,
    private readonly store: IRunStore,
    private readonly shown: ShownRuns
  ) {
    pipelines.currentChanged.connect(this.onCurrentChanged, this);
    store.runsChanged.connect(this.onRunsChanged, this);
    this.onCurrentChanged();
  }

  private onCurrentChanged(): void {
    const { current } = this.pipelines;
    if (current !== null && !this.known.has(current)) {
      this.known.add(current);
      current.enabledChanged.connect(this.onEnabledChanged, this);
      void this.look(current);
    }
  }

  private onEnabledChanged(pipeline: INotebookPipeline): void {
    void this.look(pipeline);
  }

  private onRunsChanged(_: unknown, path: string | null): void {
    const { current } = this.pipelines;
    if (current !== null && (path === null || path === current.path)) {
      void this.look(current);
    }
  }

  private async look(pipeline: INotebookPipeline): Promise<void> {
    if (!pipeline.enabled || pipeline.isDisposed || isGoingOn(pipeline)) {
      return;
    }
    this.store.listen();
    try {
      const runs = await this.client.runs(pipeline.path);
      const running = runs.find(({ phase }) => phase === 'running' || phase === 'pending');
      if (running !== undefined && !isGoingOn(pipeline)) {
        await this.shown.show(pipeline, running.id);
      }
    } catch {
      // The panel says why the server does not answer; nobody asked for anything here.
    }
  }

  private readonly known = new WeakSet<INotebookPipeline>();
}

/** Whether the notebook shows a run that has not ended. */
function isGoingOn({ run }: INotebookPipeline): boolean {
  return run !== null && (run.view.phase === 'running' || run.view.phase === 'pending');
}
