/** One attempt of one step: from its request on disk to the moment when its last process is gone. */
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stepErrorSchema, type StepError } from '../../protocol/step-error.js';
import { stepEventSchema, type StepEvent } from '../../protocol/run-event.js';
import type { StepExit, StepLauncher, StepProcess, StepRequest } from '../python/step-process.js';
import { killMarked, signalTree } from '../python/process-tree.js';
import { isAlive, readIdentity, type ProcessIdentity } from '../store/process-identity.js';
import { recordOrNull } from '../store/records.js';
import { readStepResult } from '../store/runs.js';
import { storeError } from '../store/store-error.js';
import { jsonIn } from '../store/tolerant-read.js';
import { workspaceAt } from '../store/workspace.js';
import { killedError, silentExitError, timeoutError } from './step-errors.js';

export type AttemptOutcome =
  | { readonly kind: 'succeeded'; readonly record: string }
  | { readonly kind: 'failed'; readonly attempt: number }
  | { readonly kind: 'cancelled' }
  /** An adopted process is gone, without a word and with nobody who saw how. */
  | { readonly kind: 'lost' };

export interface AttemptListener {
  readonly event: (event: StepEvent) => void;
  /** Once: the result is committed, or the process is gone without one. */
  readonly ended: (outcome: AttemptOutcome) => void;
  /** Once, after `ended`: no process of it is left. */
  readonly gone: () => void;
}

/** Milliseconds from a polite signal to the one that cannot be refused, and between two looks at an adopted process. */
const patience = 2000;
const pollInterval = 50;

export class StepAttempt {
  constructor(
    readonly request: StepRequest,
    private readonly timeout: number | null,
    private readonly listener: AttemptListener
  ) {}

  /** Writes the request and starts the process. */
  start(launcher: StepLauncher, environment: Readonly<Record<string, string>>): void {
    writeRequest(this.request);
    this.began = performance.now();
    this.process = launcher.start(this.request, environment, {
      started: () => this.setTimeout(this.timeout),
      event: data => this.receive(data),
      exited: exit => this.exited(exit)
    });
  }

  /** Takes up a process that an earlier engine started, or that its fork server is about to start. */
  adopt(startedAgo: number): void {
    this.unattended = true;
    this.began = performance.now() - startedAgo * 1000;
    this.setTimeout(this.timeout === null ? null : Math.max(0, this.timeout - startedAgo));
    this.pollUntilGone();
  }

  /** Value of the environment variable that marks this attempt's processes. */
  get mark(): string {
    const { run, step, attempt } = this.request;
    return `${run}/${step}/${attempt}`;
  }

  /** Hears and says nothing more; the process goes on. */
  abandon(): void {
    this.abandoned = true;
    this.clearTimers();
  }

  /** Stops the step; `ended` and `gone` follow. */
  cancel(): void {
    this.stop('cancelled');
  }

  private receive(data: unknown): void {
    const event = stepEventSchema.safeParse(data).data;
    const { step, attempt } = this.request;
    if (event === undefined || event.step !== step || event.attempt !== attempt || this.isOver) {
      return;
    }
    if (event.type === 'step-failed') {
      // A step that is being stopped may fail on its way out; the reason to report is ours.
      this.failure = this.stopping === null ? event : null;
    } else if (event.type === 'step-succeeded') {
      this.succeed(event);
      // The result is safe; a process that lingers, say on a forgotten thread, is not waited for.
      this.later(patience, () => this.kill('SIGKILL'));
    } else {
      this.listener.event(event);
    }
  }

  private exited(exit: StepExit): void {
    if (exit.kind === 'lost') {
      this.pollUntilGone();
      return;
    }
    this.processGone(exit.status, exit.signal);
  }

  private processGone(status: number | null, signal: string | null): void {
    if (this.abandoned) {
      return;
    }
    this.clearTimers();
    if (this.stopping !== null) {
      killMarked(this.mark);
    }
    if (this.outcome === null) {
      this.conclude(status, signal);
    }
    this.listener.gone();
  }

  /** Nothing more will be said: the result is what stands on disk. */
  private conclude(status: number | null, signal: string | null): void {
    const committed = this.committedSuccess();
    if (committed !== null) {
      this.succeed(committed);
    } else if (this.stopping === 'cancelled') {
      this.end({ kind: 'cancelled' });
    } else if (this.unattended && this.stopping === null && storedFailure(this.request.folder) === null) {
      this.end({ kind: 'lost' });
    } else {
      this.fail(status, signal);
    }
  }

  private succeed(event: Extract<StepEvent, { type: 'step-succeeded' }>): void {
    this.listener.event(event);
    this.end({ kind: 'succeeded', record: event.record });
  }

  private fail(status: number | null, signal: string | null): void {
    const { step, attempt } = this.request;
    const failure: StepEvent = this.failure ?? {
      type: 'step-failed',
      step,
      attempt,
      error: this.errorOf(status, signal),
      seconds: (performance.now() - this.began) / 1000
    };
    this.listener.event(failure);
    this.end({ kind: 'failed', attempt });
  }

  private errorOf(status: number | null, signal: string | null): StepError {
    if (this.stopping === 'timeout') {
      return timeoutError(this.timeout ?? 0);
    }
    const log = (): string => tailOf(join(this.request.folder, 'log'));
    return (
      storedFailure(this.request.folder) ??
      (signal !== null || status === null ? killedError(signal, log()) : silentExitError(status, log()))
    );
  }

  private end(outcome: AttemptOutcome): void {
    this.outcome = outcome;
    this.listener.ended(outcome);
  }

  private stop(why: 'timeout' | 'cancelled'): void {
    if (this.outcome !== null || this.stopping !== null) {
      return;
    }
    this.stopping = why;
    this.kill('SIGTERM');
    this.later(patience, () => this.kill('SIGKILL'));
  }

  private kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.adopted !== null) {
      signalTree(this.adopted.pid, signal);
    } else {
      this.process?.kill(signal);
    }
  }

  /** Nobody tells when the process ends, so its end shows only in /proc. */
  private pollUntilGone(): void {
    this.adopted = readIdentity(join(this.request.folder, 'process.json'));
    const keeper = this.adopted ?? this.request.server;
    if (keeper !== null && isAlive(keeper)) {
      this.later(pollInterval, () => this.pollUntilGone());
    } else {
      this.processGone(null, null);
    }
  }

  private committedSuccess(): Extract<StepEvent, { type: 'step-succeeded' }> | null {
    const { workspace, run, step, attempt } = this.request;
    const result = readStepResult(workspaceAt(workspace), run, step);
    if (result === null || result.attempt !== attempt || result.record === null) {
      return null;
    }
    const record = recordOrNull(workspaceAt(workspace), result.record);
    if (record === null) {
      return null;
    }
    const { seconds, outputs, metrics } = record;
    for (const [name, value] of Object.entries(metrics)) {
      this.listener.event({ type: 'metric', step, attempt, name, value });
    }
    const bytes = Object.fromEntries(Object.entries(outputs).map(([name, artifact]) => [name, artifact.bytes]));
    return { type: 'step-succeeded', step, attempt, record: result.record, seconds, outputs: bytes };
  }

  private setTimeout(seconds: number | null): void {
    if (seconds !== null) {
      this.later(seconds * 1000, () => this.stop('timeout'));
    }
  }

  private get isOver(): boolean {
    return this.outcome !== null || this.abandoned;
  }

  private clearTimers(): void {
    this.timers.forEach(timer => clearTimeout(timer));
  }

  private later(milliseconds: number, action: () => void): void {
    this.timers.push(setTimeout(action, milliseconds));
  }

  private process: StepProcess | null = null;
  private adopted: ProcessIdentity | null = null;
  private failure: StepEvent | null = null;
  private stopping: 'timeout' | 'cancelled' | null = null;
  private outcome: AttemptOutcome | null = null;
  private unattended = false;
  private abandoned = false;
  private began = 0;
  private readonly timers: NodeJS.Timeout[] = [];
}

/** Not flushed to disk: a request means nothing after a power cut. */
function writeRequest(request: StepRequest): void {
  try {
    mkdirSync(request.folder, { recursive: true });
    writeFileSync(join(request.folder, 'request.json'), JSON.stringify(request));
  } catch (error) {
    throw storeError(error, `writing ${request.folder}`);
  }
}

const failureSchema = z.looseObject({ error: stepErrorSchema });

/** What the step itself wrote down about its failure. */
function storedFailure(folder: string): StepError | null {
  return failureSchema.safeParse(jsonIn(join(folder, 'failure.json'))).data?.error ?? null;
}

/** The last few kilobytes of a text file; empty when there is none. */
function tailOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const size = Math.min(4096, fstatSync(file).size);
      const buffer = Buffer.alloc(size);
      readSync(file, buffer, 0, size, fstatSync(file).size - size);
      return buffer.toString('utf8');
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
