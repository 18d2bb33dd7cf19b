/** Keeps alive the run that a notebook shows, and lets go of it when the notebook shows another one or closes. */
import type { INotebookPipeline, IRunModel, IRunStore } from '../tokens.js';

export class ShownRuns {
  constructor(private readonly store: IRunStore) {}

  /** Shows the phases of a run in a notebook. @throws ServerRefusal when there is no such run. */
  async show(pipeline: INotebookPipeline, id: string): Promise<IRunModel> {
    const run = await this.store.open(id);
    if (pipeline.isDisposed || pipeline.run === run) {
      this.store.release(run);
      return run;
    }
    if (!this.held.has(pipeline)) {
      pipeline.runChanged.connect(this.onRunChanged, this);
      pipeline.disposed.connect(this.letGo, this);
    }
    const before = this.held.get(pipeline);
    this.held.set(pipeline, run);
    pipeline.showRun(run);
    this.release(before);
    return run;
  }

  /** Somebody else decided what the notebook shows. */
  private onRunChanged(pipeline: INotebookPipeline, run: IRunModel | null): void {
    if (run !== this.held.get(pipeline)) {
      this.letGo(pipeline);
    }
  }

  private letGo(pipeline: INotebookPipeline): void {
    const run = this.held.get(pipeline);
    this.held.delete(pipeline);
    pipeline.runChanged.disconnect(this.onRunChanged, this);
    pipeline.disposed.disconnect(this.letGo, this);
    this.release(run);
  }

  private release(run: IRunModel | undefined): void {
    if (run !== undefined && !run.isDisposed) {
      this.store.release(run);
    }
  }

  private readonly held = new Map<INotebookPipeline, IRunModel>();
}
