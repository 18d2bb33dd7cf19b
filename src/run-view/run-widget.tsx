/** The widget that holds a run: reads it, follows it, and lets go of it when it is closed. */
import { MainAreaWidget, ReactWidget } from '@jupyterlab/apputils';
import * as React from 'react';
import { phaseIcon } from '../phases/phase-icons.js';
import { phaseWord } from '../phases/phase-words.js';
import type { IRunModel } from '../tokens.js';
import { RunPage } from './run-page.js';
import type { RunViewServices } from './services.js';
import { Trouble } from './trouble.js';

export function newRunView(run: string, services: RunViewServices): MainAreaWidget<RunWidget> {
  const content = new RunWidget(run, services);
  const widget = new MainAreaWidget({ content });
  widget.id = `collard-run-${run}`;
  widget.title.closable = true;
  widget.toolbar.hide();
  return widget;
}

export class RunWidget extends ReactWidget {
  constructor(
    readonly run: string,
    private readonly services: RunViewServices
  ) {
    super();
    this.addClass('collard-RunView');
    this.title.label = services.trans.__('Run');
    this.title.icon = phaseIcon('pending');
    void this.read();
  }

  /** The step that was chosen; null: none yet, so the page shows the one that is worth seeing. */
  get step(): string | null {
    return this._step;
  }

  showStep(step: string | null): void {
    this._step = step;
    this.update();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.letGo();
      super.dispose();
    }
  }

  protected override render(): React.JSX.Element {
    const { model, services, trouble } = this;
    if (model !== null) {
      return <RunPage shown={{ ...services, model }} chosen={this._step} onChoose={step => this.showStep(step)} />;
    }
    if (trouble !== null) {
      return <Trouble error={trouble} trans={services.trans} onRetry={() => void this.read()} />;
    }
    return (
      <p className="collard-RunView-waiting" role="status">
        {services.trans.__('Reading the run…')}
      </p>
    );
  }

  private async read(): Promise<void> {
    this.trouble = null;
    this.update();
    try {
      const model = await this.services.store.open(this.run);
      if (this.isDisposed) {
        this.services.store.release(model);
        return;
      }
      this.model = model;
      model.changed.connect(this.tell, this);
      this.tell();
    } catch (error) {
      this.trouble = error;
    }
    this.update();
  }

  private letGo(): void {
    if (this.model !== null) {
      this.model.changed.disconnect(this.tell, this);
      this.services.store.release(this.model);
      this.model = null;
    }
  }

  /** The tab says how it goes. */
  private tell(): void {
    if (this.model !== null) {
      const { trans } = this.services;
      const { pipeline, title, phase } = this.model.summary;
      this.title.label = title || pipeline;
      this.title.icon = phaseIcon(phase);
      this.title.caption = trans.__('Run of %1: %2', pipeline, phaseWord(trans, phase));
    }
  }

  private model: IRunModel | null = null;
  private trouble: unknown = null;
  private _step: string | null = null;
}
