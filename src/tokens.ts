/**
 * What the parts of the extension know of each other: the client of the server, the store of runs, and the live pipeline of each
 * open notebook. Each part is a plugin that requires some of these tokens, and can be replaced by another that provides them.
 */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import type { IObservableDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { CellRole, TagEdit } from '../compiler/edit/index.js';
import type { Diagnostic, Fix, Plan } from '../compiler/index.js';
import type {
  Comparison,
  Environment,
  Explanation,
  RunDetail,
  RunSummary,
  Status,
  StepCells,
  StepDetail,
  StepState,
  SubmitRequest
} from '../protocol/api.js';
import type { RunEvent } from '../protocol/run-event.js';
import type { RunView } from '../protocol/run-view.js';

export type StateKind = StepState['kind'];

/** One method a route. Every method rejects with a `ServerRefusal` that says what is wrong and what to do. */
export interface ICollardClient {
  status(): Promise<Status>;
  environment(path: string, kernel: string): Promise<Environment>;
  submit(request: SubmitRequest, kernel: string): Promise<RunSummary>;
  explain(request: SubmitRequest, kernel: string): Promise<Explanation>;
  runs(path: string | null): Promise<readonly RunSummary[]>;
  run(id: string): Promise<RunDetail>;
  cancel(id: string): Promise<void>;
  retry(id: string): Promise<RunSummary>;
  pin(id: string, pinned: boolean): Promise<void>;
  remove(id: string): Promise<void>;
  step(run: string, step: string): Promise<StepDetail>;
  cells(run: string, step: string): Promise<StepCells>;
  state(run: string, step: string, kind: StateKind | null): Promise<StepState>;
  restore(
    run: string,
    step: string,
    kind: StateKind | null,
    /** What to load, as the report of a restore names it; everything unless said. */
    only?: readonly string[] | null
  ): Promise<{ readonly kind: StateKind; readonly code: string }>;
  compare(left: string, right: string): Promise<Comparison>;
}
export const ICollardClient = new Token<ICollardClient>(
  'collard:ICollardClient',
  'Talks to the server behind Jupyter.'
);

/** A run as the server knows it, kept up to date by the event stream for as long as somebody holds it. */
export interface IRunModel extends IObservableDisposable {
  readonly id: string;
  readonly plan: Plan;
  readonly summary: RunSummary;
  readonly view: RunView;
  /** After every change of `view`; several events may come as one change. */
  readonly changed: ISignal<IRunModel, void>;
  /** Every event as it comes, for whoever shows outputs; after a gap `changed` is emitted with a fresh view and events go on. */
  readonly event: ISignal<IRunModel, RunEvent>;
}

export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'waiting';

export interface IRunStore {
  /** The model of a run; every caller of the same id gets the same model, and disposes of its own hold on it with `release`. */
  open(id: string): Promise<IRunModel>;
  release(model: IRunModel): void;
  /** Hears from now on of runs that begin elsewhere, such as in another tab, also while no run is open. */
  listen(): void;
  /** The list of runs of this notebook (null: any notebook) is another now. */
  readonly runsChanged: ISignal<IRunStore, string | null>;
  /** A run that this browser saw ending. */
  readonly runFinished: ISignal<IRunStore, IRunModel>;
  /** State of the stream; `waiting`: it broke off and is tried again soon. */
  readonly connection: ConnectionState;
  readonly connectionChanged: ISignal<IRunStore, ConnectionState>;
}
export const IRunStore = new Token<IRunStore>('collard:IRunStore', 'Follows runs as they happen.');

/** What the compiler says of the notebook as it stands in the editor. */
export interface PipelineState {
  /** Null when there is nothing to run. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
  /** What each code cell is in the pipeline, by cell id. */
  readonly cells: ReadonlyMap<string, CellRole>;
  /** Names of steps by order of appearance; the place chooses the color. */
  readonly steps: readonly string[];
  /** Grows with every compilation. */
  readonly version: number;
}

export interface INotebookPipeline extends IObservableDisposable {
  readonly panel: NotebookPanel;
  /** Path of the notebook as the server takes it, without a drive. */
  readonly path: string;
  readonly kernelName: string;
  /** On when the notebook has tags of ours, or the user switched it on. Shows badges; writes nothing. */
  readonly enabled: boolean;
  setEnabled(enabled: boolean): void;
  readonly enabledChanged: ISignal<INotebookPipeline, boolean>;
  /** Null before the first compilation, which waits for the parser to load. */
  readonly state: PipelineState | null;
  readonly changed: ISignal<INotebookPipeline, PipelineState>;
  /** The state after everything typed so far; compiles now if need be. */
  compileNow(): Promise<PipelineState>;
  /** nbformat JSON of the editor's content, saved or not. */
  content(): unknown;

  /** Changes the tags of a cell as one undo step; foreign tags stay as they are, in place. */
  edit(cell: string, edit: TagEdit): void;
  /** Changes tags of several cells as one undo step. */
  setTags(changes: readonly { readonly cell: string; readonly tags: readonly string[] }[]): void;
  applyFix(fix: Fix): void;
  renameStep(from: string, to: string): void;
  /** Proposes steps from headings and data flow, and applies them as one undo step. Returns how many steps there are now. */
  suggestSteps(): Promise<number>;
  /** Scrolls to a cell and makes it the active one; also marks the line, from 1. False when there is no such cell any more. */
  reveal(cell: string, line?: number | null): Promise<boolean>;

  /** The run whose phases this notebook shows; null for none. */
  readonly run: IRunModel | null;
  showRun(run: IRunModel | null): void;
  readonly runChanged: ISignal<INotebookPipeline, IRunModel | null>;
}

export interface IPipelines {
  /** The live pipeline of an open notebook; made when the notebook opens, disposed with it. */
  get(panel: NotebookPanel): INotebookPipeline | null;
  /** By path as the server takes it; the notebook must be open. */
  find(path: string): INotebookPipeline | null;
  /** All of them, in the order in which their notebooks were opened. */
  readonly all: readonly INotebookPipeline[];
  /** A notebook was opened. Its pipeline is made, and not compiled yet. */
  readonly opened: ISignal<IPipelines, INotebookPipeline>;
  /** Of the notebook that the user works in. */
  readonly current: INotebookPipeline | null;
  readonly currentChanged: ISignal<IPipelines, INotebookPipeline | null>;
}
export const IPipelines = new Token<IPipelines>('collard:IPipelines', 'The live pipeline of each open notebook.');

/** The small form that changes what a cell is in the pipeline. */
export interface ICellEditor {
  /** Opens beside `anchor`, and gives the focus back to it when it closes. Opened again for another cell, it moves there. */
  open(pipeline: INotebookPipeline, cell: string, anchor: HTMLElement): void;
}
export const ICellEditor = new Token<ICellEditor>('collard:ICellEditor', 'Edits the tags of a cell in a small form.');
