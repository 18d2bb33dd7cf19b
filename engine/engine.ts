/** What every engine offers, whatever it runs on. The server and the command line know this and nothing beneath it. */
import type { Plan } from '../compiler/ir/plan.js';
import type { RunEvent } from '../protocol/run-event.js';

export interface SubmitOptions {
  /** Parameter overrides as canonical Python literal text; unknown names are refused. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Steps asked for (and, where no usable result exists, what they need); empty: all. */
  readonly only: readonly string[];
  /** Ignore earlier results of the steps asked for (new ones are still recorded). */
  readonly fresh: boolean;
  /** Steps at a time. */
  readonly jobs: number;
  /** The Python that runs the steps. */
  readonly python: string;
  /** Working directory of the steps: the notebook's folder. */
  readonly cwd: string;
  /** Path of the notebook relative to the workspace, for the record. */
  readonly notebook: string | null;
  /** The caller's environment: secrets are taken from it by name and never written down. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the notebook's kernel adds to that, as its kernelspec says it; `${NAME}` stands for a variable of the caller's. */
  readonly kernelVariables?: Readonly<Record<string, string>>;
  /** A word of the user about this run. */
  readonly title?: string;
  /** Who submits; `command` unless said. */
  readonly origin?: 'command' | 'server';
}

export interface RunHandle {
  readonly id: string;
  /** Every event from `after` (exclusive, default 0) to the end of the run; replays what is past, then follows. */
  watch(after?: number): AsyncIterable<RunEvent>;
  /** Stops every step with its processes, waits until they are gone. */
  cancel(): Promise<void>;
  /** Resolves when the run has ended; rejects with an operational error when the outside world stopped it. */
  finished(): Promise<'succeeded' | 'failed' | 'cancelled'>;
}

export interface Engine {
  submit(plan: Plan, options: SubmitOptions): Promise<RunHandle>;
  /** Takes up a run again that lost its engine: waits for steps that still run, then goes on. */
  attach(run: string): Promise<RunHandle>;
  /** Frees what the engine holds (warm processes); runs go on only in `attach`. */
  close(): Promise<void>;
}
