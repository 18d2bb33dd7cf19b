/**
 * The outputs of one cell of a run, drawn by JupyterLab's own renderers and never trusted: no script runs, HTML is
 * sanitized, SVG is left to its picture or text. Outputs that come fast are added once a frame.
 */
import type * as nbformat from '@jupyterlab/nbformat';
import { OutputArea, OutputAreaModel, SimplifiedOutputArea } from '@jupyterlab/outputarea';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { CellOutput } from '../../protocol/run-event.js';
import { FrameQueue } from '../frames/frame-queue.js';
import type { FeedChange, StepFeed } from './step-feed.js';

/** Characters of printed text that are drawn of one cell; the log has the rest. */
const textLimit = 50_000;
/** Outputs that are drawn before JupyterLab offers to show more. */
const outputLimit = 50;

export class OutputDisplay implements IDisposable {
  constructor(
    private readonly feed: StepFeed,
    private readonly cell: string,
    rendermime: IRenderMimeRegistry
  ) {
    this.model = new OutputAreaModel({ trusted: false });
    this.widget = new SimplifiedOutputArea({
      model: this.model,
      rendermime,
      contentFactory: OutputArea.defaultContentFactory,
      maxNumberOutputs: outputLimit
    });
    this.frames = new FrameQueue(() => this.flush());
    this.refill();
    feed.changed.connect(this.onFeedChanged, this);
  }

  readonly widget: SimplifiedOutputArea;

  get isEmpty(): boolean {
    return this.model.length === 0;
  }

  /** There is more text than is drawn. */
  get isCut(): boolean {
    return this.characters > textLimit;
  }

  /** `isEmpty` or `isCut` may be another now. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this.widget.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.feed.changed.disconnect(this.onFeedChanged, this);
      this.frames.dispose();
      this.widget.dispose();
      this.model.dispose();
      Signal.clearData(this);
    }
  }

  private onFeedChanged(_: StepFeed, change: FeedChange): void {
    if (change.type === 'reset') {
      this.refill();
    } else if (change.type === 'output' && change.cell === this.cell) {
      this.take(change.output);
      this.frames.request();
    }
  }

  private refill(): void {
    this.model.clear();
    this.characters = 0;
    this.waiting = [];
    this.feed.cells.find(({ cell }) => cell === this.cell)?.outputs.forEach(output => this.take(output));
    this.flush();
  }

  /** Printed text that goes on after other text of the same stream is one output with it. */
  private take(output: CellOutput): void {
    if (output.output_type !== 'stream') {
      this.waiting.push(output);
      return;
    }
    const room = textLimit - this.characters;
    const text = textOf(output['text']);
    this.characters += text.length;
    if (room <= 0) {
      return;
    }
    const shown = { ...output, text: text.slice(0, room) };
    const last = this.waiting.at(-1);
    if (last?.output_type === 'stream' && last['name'] === output['name']) {
      this.waiting[this.waiting.length - 1] = { ...shown, text: textOf(last['text']) + shown.text };
    } else {
      this.waiting.push(shown);
    }
  }

  private flush(): void {
    const outputs = this.waiting;
    this.waiting = [];
    for (const output of outputs) {
      this.model.add(output as nbformat.IOutput);
    }
    this._changed.emit();
  }

  private readonly model: OutputAreaModel;
  private readonly frames: FrameQueue;
  private waiting: CellOutput[] = [];
  private characters = 0;
  private readonly _changed = new Signal<this, void>(this);
}

/** nbformat text is a string or a list of lines. */
export function textOf(text: unknown): string {
  return Array.isArray(text) ? text.map(String).join('') : typeof text === 'string' ? text : '';
}
