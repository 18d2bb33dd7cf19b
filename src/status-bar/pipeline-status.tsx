/** A few words about the current pipeline: how far its run is, or how many problems it has. Leads to the panel. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import { Signal, type ISignal } from '@lumino/signaling';
import * as React from 'react';
import { isFinal } from '../../protocol/run-view.js';
import type { INotebookPipeline, IPipelines, IRunModel } from '../tokens.js';

/** The section of the panel that a click opens. */
type Section = 'run' | 'problems';

interface Words {
  readonly text: string;
  readonly section: Section;
}

export class PipelineStatus extends ReactWidget {
  constructor(
    private readonly pipelines: IPipelines,
    private readonly trans: TranslationBundle,
    private readonly open: (section: Section) => void
  ) {
    super();
    this.addClass('jp-mod-highlighted');
    pipelines.currentChanged.connect(this.onCurrentChanged, this);
    this.onCurrentChanged();
  }

  get hasText(): boolean {
    return this.words() !== null;
  }

  get activeChanged(): ISignal<this, void> {
    return this._activeChanged;
  }

  override dispose(): void {
    Signal.disconnectReceiver(this);
    Signal.clearData(this);
    super.dispose();
  }

  protected override render(): React.JSX.Element | null {
    const words = this.words();
    return words === null ? null : (
      <button
        type="button"
        className="collard-StatusItem"
        title={this.trans.__('Show in the side panel')}
        onClick={() => this.open(words.section)}
      >
        {words.text}
      </button>
    );
  }

  private words(): Words | null {
    const pipeline = this.current;
    if (pipeline === null || !pipeline.enabled) {
      return null;
    }
    const { run, state } = pipeline;
    if (run !== null && (run.view.phase === 'running' || run.view.phase === 'pending')) {
      const steps = Object.values(run.view.steps);
      const done = steps.filter(({ phase }) => isFinal(phase)).length;
      return { text: this.trans.__('Pipeline: step %1/%2', done, steps.length), section: 'run' };
    }
    const count = state?.diagnostics.filter(({ severity }) => severity !== 'info').length ?? 0;
    return count === 0
      ? null
      : { text: this.trans._n('Pipeline: %1 problem', 'Pipeline: %1 problems', count), section: 'problems' };
  }

  private onCurrentChanged(): void {
    const { current } = this;
    current?.changed.disconnect(this.refresh, this);
    current?.enabledChanged.disconnect(this.refresh, this);
    current?.runChanged.disconnect(this.onRunChanged, this);
    this.current = this.pipelines.current;
    this.current?.changed.connect(this.refresh, this);
    this.current?.enabledChanged.connect(this.refresh, this);
    this.current?.runChanged.connect(this.onRunChanged, this);
    this.onRunChanged();
  }

  private onRunChanged(): void {
    this.run?.changed.disconnect(this.refresh, this);
    this.run = this.current?.run ?? null;
    this.run?.changed.connect(this.refresh, this);
    this.refresh();
  }

  private refresh(): void {
    this.update();
    this._activeChanged.emit();
  }

  private current: INotebookPipeline | null = null;
  private run: IRunModel | null = null;
  private readonly _activeChanged = new Signal<this, void>(this);
}
