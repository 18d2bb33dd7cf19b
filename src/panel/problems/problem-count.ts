/** Keeps the number of errors and warnings in the heading of their section; notes ask for nothing, so they do not count. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import type { Title, Widget } from '@lumino/widgets';
import type { INotebookPipeline, IPipelines } from '../../tokens.js';

export class ProblemCount {
  constructor(
    private readonly pipelines: IPipelines,
    private readonly title: Title<Widget>,
    private readonly trans: TranslationBundle
  ) {
    pipelines.currentChanged.connect(this.onCurrentChanged, this);
    this.onCurrentChanged();
  }

  dispose(): void {
    Signal.disconnectReceiver(this);
  }

  private onCurrentChanged(): void {
    this.current?.changed.disconnect(this.show, this);
    this.current?.enabledChanged.disconnect(this.show, this);
    this.current = this.pipelines.current;
    this.current?.changed.connect(this.show, this);
    this.current?.enabledChanged.connect(this.show, this);
    this.show();
  }

  private show(): void {
    const state = this.current?.enabled === true ? this.current.state : null;
    const count = state?.diagnostics.filter(({ severity }) => severity !== 'info').length ?? 0;
    this.title.label = count === 0 ? this.trans.__('Problems') : this.trans.__('Problems (%1)', count);
  }

  private current: INotebookPipeline | null = null;
}
