/** Tells menus and toolbars to look again at commands whose state depends on the current notebook. */
import type { CommandRegistry } from '@lumino/commands';
import type { INotebookPipeline, IPipelines } from '../tokens.js';

export class CommandRefresher {
  constructor(
    private readonly pipelines: IPipelines,
    private readonly commands: CommandRegistry
  ) {
    pipelines.currentChanged.connect(this.onCurrentChanged, this);
    this.onCurrentChanged();
  }

  private onCurrentChanged(): void {
    this.current?.enabledChanged.disconnect(this.refresh, this);
    this.current?.runChanged.disconnect(this.refresh, this);
    this.current = this.pipelines.current;
    this.current?.enabledChanged.connect(this.refresh, this);
    this.current?.runChanged.connect(this.refresh, this);
    this.refresh();
  }

  private refresh(): void {
    this.commands.notifyCommandChanged();
  }

  private current: INotebookPipeline | null = null;
}
