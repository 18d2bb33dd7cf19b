/** The button *Run pipeline* in the toolbar of a notebook, which stops the run while one goes on. Hidden where there is no pipeline. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ReactWidget, stopIcon, ToolbarButtonComponent } from '@jupyterlab/ui-components';
import { Signal } from '@lumino/signaling';
import * as React from 'react';
import { pipelineIcon } from '../icons/product-icon.js';
import type { INotebookPipeline, IRunModel } from '../tokens.js';
import type { CommandContext } from './command-context.js';
import { commandIds } from './command-ids.js';
import { isGoingOn } from './run-commands.js';

export class RunToolbarButton extends ReactWidget {
  /** @param panel null in toolbars of other things, where the button never shows. */
  constructor(
    panel: NotebookPanel | null,
    private readonly context: CommandContext
  ) {
    super();
    this.addClass('collard-RunToolbarButton');
    this.hide();
    // The pipeline of a notebook is made after its toolbar.
    void panel?.context.ready.then(() => this.follow(context.pipelines.get(panel)));
  }

  override dispose(): void {
    Signal.disconnectReceiver(this);
    super.dispose();
  }

  protected override render(): React.JSX.Element {
    const { commands, trans } = this.context;
    const goingOn = isGoingOn(this.pipeline);
    const args = { path: this.pipeline?.path ?? '' };
    return (
      <ToolbarButtonComponent
        icon={goingOn ? stopIcon : pipelineIcon}
        label={goingOn ? trans.__('Cancel run') : trans.__('Run pipeline')}
        tooltip={
          goingOn
            ? trans.__('Stop the run of this notebook')
            : trans.__('Compile this notebook and run its pipeline; steps that did not change are reused')
        }
        onClick={() => void commands.execute(goingOn ? commandIds.cancel : commandIds.run, args)}
      />
    );
  }

  private follow(pipeline: INotebookPipeline | null): void {
    if (pipeline === null || this.isDisposed) {
      return;
    }
    this.pipeline = pipeline;
    pipeline.enabledChanged.connect(this.onEnabledChanged, this);
    pipeline.runChanged.connect(this.onRunChanged, this);
    this.onEnabledChanged(pipeline, pipeline.enabled);
    this.onRunChanged(pipeline, pipeline.run);
  }

  private onEnabledChanged(_: unknown, enabled: boolean): void {
    this.setHidden(!enabled);
  }

  private onRunChanged(_: unknown, run: IRunModel | null): void {
    this.run?.changed.disconnect(this.update, this);
    this.run = run;
    run?.changed.connect(this.update, this);
    this.update();
  }

  private pipeline: INotebookPipeline | null = null;
  private run: IRunModel | null = null;
}
