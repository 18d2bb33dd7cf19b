/**
 * Shows the outputs of the run that a notebook follows under its cells, and keeps them there while cells are moved, added and
 * deleted, and while the notebook turns to another run. Changes nothing in the notebook.
 */
import type { Cell } from '@jupyterlab/cells';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import type { PanelLayout } from '@lumino/widgets';
import { timeText } from '../../protocol/quantities.js';
import { ReadyCells } from '../pipeline/ready-cells.js';
import type { ICollardClient, INotebookPipeline, IRunModel } from '../tokens.js';
import { CellRegion } from './cell-region.js';
import { StepFeed } from './step-feed.js';

export interface NotebookOutputsOptions {
  readonly client: ICollardClient;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}

export class NotebookOutputs implements IDisposable {
  constructor(
    private readonly pipeline: INotebookPipeline,
    private readonly options: NotebookOutputsOptions
  ) {
    pipeline.runChanged.connect(this.follow, this);
    this.cells = new ReadyCells(pipeline.panel.content);
    this.cells.ready.connect(this.place, this);
    this.follow();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this.pipeline.runChanged.disconnect(this.follow, this);
      this.cells.dispose();
      this.leave();
    }
  }

  private follow(): void {
    this.leave();
    this.run = this.pipeline.run;
    this.run?.changed.connect(this.place, this);
    this.place();
  }

  private leave(): void {
    this.run?.changed.disconnect(this.place, this);
    this.run = null;
    this.closed.clear();
    this.regions.forEach(({ region }) => region.dispose());
    this.regions.clear();
    this.feeds.forEach(feed => feed.dispose());
    this.feeds.clear();
  }

  /** Gives each cell of a step that has begun its region; a cell that was moved is another widget and gets a new one. */
  private place(): void {
    const { run } = this;
    if (run === null) {
      return;
    }
    for (const [id, { cell, region }] of this.regions) {
      if (cell.isDisposed) {
        region.dispose();
        this.regions.delete(id);
      }
    }
    const stepOf = stepsThatBegan(run);
    for (const cell of this.cells.all) {
      const step = stepOf.get(cell.model.id);
      if (step !== undefined && !this.closed.has(cell.model.id) && !this.regions.has(cell.model.id)) {
        this.add(run, step, cell);
      }
    }
  }

  private add(run: IRunModel, step: string, cell: Cell): void {
    const { client, rendermime, trans } = this.options;
    const id = cell.model.id;
    const feed = this.feeds.get(step) ?? new StepFeed(client, run, step);
    this.feeds.set(step, feed);
    const label = trans.__('From run %1, step %2', run.summary.title || timeText(run.summary.created), step);
    const onClose = (): void => this.close(id);
    const region = new CellRegion({ feed, cell: id, rendermime, trans, label, onClose });
    const layout = cell.layout as PanelLayout;
    layout.insertWidget(layout.widgets.length - 1, region); // the footer stays last
    this.regions.set(id, { cell, region });
  }

  private close(id: string): void {
    const found = this.regions.get(id);
    this.closed.add(id);
    this.regions.delete(id);
    found?.region.dispose();
    found?.cell.node.focus();
  }

  private readonly cells: ReadyCells;
  private run: IRunModel | null = null;
  private _isDisposed = false;
  private readonly feeds = new Map<string, StepFeed>();
  private readonly regions = new Map<string, { readonly cell: Cell; readonly region: CellRegion }>();
  private readonly closed = new Set<string>();
}

function stepsThatBegan({ plan, view }: IRunModel): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, cells } of plan.steps) {
    const phase = view.steps[name]?.phase ?? 'pending';
    if (phase !== 'pending' && phase !== 'skipped') {
      cells.forEach(cell => found.set(cell, name));
    }
  }
  return found;
}
