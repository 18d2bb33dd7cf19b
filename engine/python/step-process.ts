/** What a running step is to the engine, whether a fork of a warm interpreter or an interpreter of its own. */
import type { Artifact } from '../../protocol/artifact.js';
import type { ProcessIdentity } from '../store/process-identity.js';

/** `request.json`: everything that is decided before the step starts (docs/store-and-runtime.md). Never holds a secret. */
export interface StepRequest {
  readonly plan: string;
  readonly step: string;
  readonly run: string;
  readonly attempt: number;
  readonly key: string;
  readonly workspace: string;
  readonly store: string;
  readonly cwd: string;
  /** Folder of the attempt. */
  readonly folder: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, Artifact>>;
  readonly check: boolean;
  /** Names of the environment variables that hold secrets. */
  readonly secrets: readonly string[];
  /** The fork server that will start the process; null when the engine does. */
  readonly server: ProcessIdentity | null;
  /** Implementation and minor version that the key was computed for. */
  readonly python: string;
}

/** How the process ended. `lost`: its keeper went away, and it may still be running. */
export type StepExit =
  | { readonly kind: 'exited'; readonly status: number | null; readonly signal: string | null }
  | { readonly kind: 'lost' };

export interface StepListener {
  started(pid: number): void;
  /** One line of the step's own events, not yet checked. */
  event(data: unknown): void;
  exited(exit: StepExit): void;
}

export interface StepProcess {
  /** Signals the whole session of the step and everything that descends from it. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** Starts step processes. */
export interface StepLauncher {
  /** The process that starts the steps, when it is not the engine's. */
  readonly identity: ProcessIdentity | null;
  start(request: StepRequest, environment: Readonly<Record<string, string>>, listener: StepListener): StepProcess;
  /** Takes no more steps; running ones end by themselves. */
  close(): void;
}
