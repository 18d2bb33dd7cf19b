/**
 * Decides when the panel may ask the server: while it is visible and the current notebook is a pipeline. Opening a page or a
 * plain notebook asks nothing.
 */
import { Signal } from '@lumino/signaling';
import type { INotebookPipeline, IPipelines } from '../tokens.js';
import type { EnvironmentModel } from './environment-model.js';
import type { RunHistory } from './run-history.js';

export class Attention {
  constructor(
    private readonly pipelines: IPipelines,
    private readonly environment: EnvironmentModel,
    private readonly history: RunHistory
  ) {
    pipelines.currentChanged.connect(this.onCurrentChanged, this);
    this.onCurrentChanged();
  }

  /** Whether the user sees the panel. */
  set visible(visible: boolean) {
    this._visible = visible;
    this.decide();
  }

  dispose(): void {
    Signal.disconnectReceiver(this);
  }

  private onCurrentChanged(): void {
    const { current } = this.pipelines;
    this.leave();
    if (current !== null) {
      this.current = current;
      current.enabledChanged.connect(this.decide, this);
      current.panel.context.pathChanged.connect(this.decide, this);
      current.panel.sessionContext.kernelChanged.connect(this.decide, this);
    }
    this.decide();
  }

  private leave(): void {
    this.current?.enabledChanged.disconnect(this.decide, this);
    this.current?.panel.context.pathChanged.disconnect(this.decide, this);
    this.current?.panel.sessionContext.kernelChanged.disconnect(this.decide, this);
    this.current = null;
  }

  private decide(): void {
    const { current } = this;
    if (!this._visible) {
      return;
    }
    const path = current?.enabled === true ? current.path : null;
    this.environment.follow(path, current?.kernelName ?? '');
    this.history.follow(path);
  }

  private current: INotebookPipeline | null = null;
  private _visible = false;
}
