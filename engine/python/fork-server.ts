/**
 * Client of the fork server: a warm interpreter that forks for each step. It is started as soon as it is known that a step
 * will run, and told at once which libraries to import; requests queue in the pipe meanwhile.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Socket } from 'node:net';
import * as z from 'zod';
import { identityOf, type ProcessIdentity } from '../store/process-identity.js';
import { FreshInterpreters } from './fresh-interpreter.js';
import { readJsonLines } from './json-lines.js';
import { onceEnded } from './process-end.js';
import type { StepExit, StepLauncher, StepListener, StepProcess, StepRequest } from './step-process.js';

const messageSchema = z.discriminatedUnion('event', [
  z.looseObject({ event: z.literal('ready'), pid: z.int(), rss: z.number() }),
  z.looseObject({ event: z.literal('started'), id: z.int(), pid: z.int() }),
  z.looseObject({ event: z.literal('refused'), id: z.int(), reason: z.string() }),
  z.looseObject({ event: z.literal('step'), id: z.int(), data: z.unknown() }),
  z.looseObject({ event: z.literal('exited'), id: z.int(), status: z.int().nullable(), signal: z.int().nullable() })
]);
type ServerMessage = z.infer<typeof messageSchema>;

const signalNumbers = { SIGTERM: 15, SIGKILL: 9 } as const;

export interface ForkServerOptions {
  readonly executable: string;
  readonly runtime: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A step that the server was asked to run. */
interface ServedStep {
  readonly request: StepRequest;
  readonly environment: Readonly<Record<string, string>>;
  readonly listener: StepListener;
  started: boolean;
  /** Its process, when that is not a fork. */
  fresh: StepProcess | null;
}

export class ForkServer implements StepLauncher {
  readonly identity: ProcessIdentity | null;

  constructor({ executable, runtime, environment }: ForkServerOptions) {
    this.fallback = new FreshInterpreters(executable, runtime);
    // A session of its own: Ctrl-C in the terminal must reach the engine, which then ends the steps in order.
    this.child = spawn(executable, [runtime, 'serve'], { env: { ...environment }, detached: true, stdio: 'pipe' });
    this.identity = this.child.pid === undefined ? null : identityOf(this.child.pid);
    onceEnded(this.child, () => this.ended());
    this.child.stdin.on('error', () => undefined); // the exit that follows says it better
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.complaints = (this.complaints + text).slice(-4000);
    });
    readJsonLines(this.child.stdout, value => this.receive(value));
    this.keepAwake(false);
  }

  /** Whether it can take steps. */
  get alive(): boolean {
    return !this.over;
  }

  /** Whether it has ever got as far as taking steps. */
  get wasReady(): boolean {
    return this.ready;
  }

  /** The end of what it wrote to stderr: the cause when it did not start. */
  get lastWords(): string {
    return this.complaints.trim();
  }

  /** Memory of the warm interpreter in bytes as it said when ready; null before. */
  get residentBytes(): number | null {
    return this.rss;
  }

  /**
   * Imports what is not imported yet, before any step that is asked for later; those that are not fork-safe or not installed are
   * left out by the server. Must come before the first step.
   */
  preload(modules: readonly string[]): void {
    const more = modules.filter(name => !this.preloaded.has(name));
    if (more.length > 0 || !this.wanted) {
      this.wanted = true;
      more.forEach(name => this.preloaded.add(name));
      this.send({ op: 'preload', modules: more, path: [] });
    }
  }

  start(request: StepRequest, environment: Readonly<Record<string, string>>, listener: StepListener): StepProcess {
    const id = ++this.lastId;
    const step: ServedStep = { request, environment, listener, started: false, fresh: null };
    this.steps.set(id, step);
    if (this.over) {
      queueMicrotask(() => this.startFresh(id, 'the warm interpreter has ended'));
    } else {
      this.keepAwake(true);
      this.send({ op: 'run', id, request, environment });
    }
    return {
      kill: signal =>
        step.fresh === null ? this.send({ op: 'kill', id, signal: signalNumbers[signal] }) : step.fresh.kill(signal)
    };
  }

  /** It ends by itself when its last step has; one that nothing was asked of has nothing to end in order. */
  close(): void {
    if (!this.wanted) {
      this.child.kill('SIGKILL');
    }
    this.child.stdin.end();
    this.keepAwake(false);
  }

  private send(message: object): void {
    if (!this.over && this.child.stdin.writable) {
      this.child.stdin.write(`${JSON.stringify(message)}\n`);
    }
  }

  private receive(value: unknown): void {
    const message = messageSchema.safeParse(value).data;
    if (message !== undefined) {
      this.handle(message);
    }
  }

  private handle(message: ServerMessage): void {
    switch (message.event) {
      case 'ready':
        this.ready = true;
        this.rss = message.rss;
        return;
      case 'started':
        this.stepStarted(message.id, message.pid);
        return;
      case 'refused':
        this.startFresh(message.id, message.reason);
        return;
      case 'step':
        this.steps.get(message.id)?.listener.event(message.data);
        return;
      case 'exited': {
        const signal = message.signal === null ? null : String(message.signal);
        this.finish(message.id, { kind: 'exited', status: message.status, signal });
        return;
      }
    }
  }

  private stepStarted(id: number, pid: number): void {
    const step = this.steps.get(id);
    if (step !== undefined) {
      step.started = true;
      step.listener.started(pid);
    }
  }

  /** A step that this server cannot take gets an interpreter of its own, and a word about it. */
  private startFresh(id: number, reason: string): void {
    const step = this.steps.get(id);
    if (step === undefined) {
      return;
    }
    this.forgetStep(id);
    const { request, environment, listener } = step;
    const message = `runs in a fresh interpreter, which starts more slowly: ${reason}`;
    listener.event({
      type: 'step-warning',
      step: request.step,
      attempt: request.attempt,
      code: 'fresh-interpreter',
      message
    });
    step.fresh = this.fallback.start(request, environment, listener);
  }

  private finish(id: number, exit: StepExit): void {
    const step = this.steps.get(id);
    this.forgetStep(id);
    step?.listener.exited(exit);
  }

  private forgetStep(id: number): void {
    this.steps.delete(id);
    if (this.steps.size === 0) {
      this.keepAwake(false);
    }
  }

  private ended(): void {
    if (!this.over) {
      this.over = true;
      for (const [id, { started }] of [...this.steps]) {
        if (started) {
          this.finish(id, { kind: 'lost' });
        } else {
          this.startFresh(id, `the warm interpreter ended: ${this.lastWords}`);
        }
      }
    }
  }

  /** An idle server does not keep the engine's process alive; when that ends, the server does too. */
  private keepAwake(awake: boolean): void {
    const { child } = this;
    for (const handle of [child, child.stdin, child.stdout, child.stderr]) {
      if (handle === child || handle instanceof Socket) {
        handle[awake ? 'ref' : 'unref']();
      }
    }
  }

  private readonly fallback: StepLauncher;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly steps = new Map<number, ServedStep>();
  private readonly preloaded = new Set<string>();
  private lastId = 0;
  private over = false;
  private wanted = false;
  private ready = false;
  private rss: number | null = null;
  private complaints = '';
}
