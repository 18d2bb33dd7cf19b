/** Starts the attempts of a run and keeps those whose processes live. Warms Python up as soon as a step is known to run. */
import { join } from 'node:path';
import type { Plan, PlanStep } from '../../compiler/ir/plan.js';
import type { RunHeader } from '../../protocol/run.js';
import type { PythonEnvironment } from '../python/environment.js';
import type { Launchers } from '../python/launchers.js';
import type { StepRequest } from '../python/step-process.js';
import { attemptFolder, planPath, type Workspace } from '../store/workspace.js';
import { stepInputs, type StepOutputs } from './examination.js';
import type { Secrets } from './secrets.js';
import { StepAttempt, type AttemptListener } from './step-attempt.js';

/** What stays the same for every step of a run. */
export interface RunContext {
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly header: RunHeader;
  /** The steps that the run is about, in plan order. */
  readonly steps: readonly PlanStep[];
  readonly python: PythonEnvironment;
  readonly secrets: Secrets;
  readonly launchers: Launchers;
}

export class StepStarter {
  constructor(
    private readonly context: RunContext,
    private readonly outputs: StepOutputs
  ) {}

  /** Makes an interpreter ready with the libraries of the steps that may still run. Quick when that has been done. */
  warmUp(): void {
    if (this.preload === null) {
      const coming = this.context.steps.filter(({ name }) => !this.outputs.has(name));
      this.preload = [...new Set([...this.context.plan.modules, ...coming.flatMap(step => step.imports)])].sort();
      this.launcher();
    }
  }

  /** Starts the n-th attempt of a step whose key is known. */
  start(step: PlanStep, number: number, key: string, listener: AttemptListener): void {
    this.warmUp();
    const launcher = this.launcher();
    const request = { ...this.request(step, number, key), server: launcher.identity };
    const attempt = this.keep(request, step, listener);
    attempt.start(launcher, this.context.secrets.environmentOf(step, attempt.mark));
  }

  /** An attempt whose process an earlier engine started. */
  adopt(request: StepRequest, step: PlanStep, secondsAgo: number, listener: AttemptListener): void {
    this.keep(request, step, listener).adopt(secondsAgo);
  }

  /** Hides secrets in what the programs of an attempt wrote to its log. */
  maskLog(step: string, attempt: number): void {
    const { workspace, header, secrets } = this.context;
    secrets.maskFile(workspace, join(attemptFolder(workspace, header.id, step, attempt), 'log'));
  }

  isRunning(step: string): boolean {
    return this.attempts.has(step);
  }

  get idle(): boolean {
    return this.attempts.size === 0;
  }

  /** Stops every step with its processes; their listeners hear when they are gone. */
  stopAll(): void {
    this.attempts.forEach(attempt => attempt.cancel());
  }

  /** Stops listening; the processes go on. */
  abandonAll(): void {
    this.attempts.forEach(attempt => attempt.abandon());
    this.attempts.clear();
  }

  private keep(request: StepRequest, step: PlanStep, listener: AttemptListener): StepAttempt {
    const attempt = new StepAttempt(request, step.timeout, {
      event: listener.event,
      ended: listener.ended,
      gone: () => {
        this.attempts.delete(step.name);
        listener.gone();
      }
    });
    this.attempts.set(step.name, attempt);
    return attempt;
  }

  private launcher(): ReturnType<Launchers['launcher']> {
    const { launchers, python, secrets } = this.context;
    return launchers.launcher({ python, preload: this.preload ?? [], environment: secrets.shared });
  }

  private request(step: PlanStep, attempt: number, key: string): Omit<StepRequest, 'server'> {
    const { workspace, header, python } = this.context;
    return {
      plan: planPath(workspace, header.plan),
      step: step.name,
      run: header.id,
      attempt,
      key,
      workspace: workspace.root,
      store: workspace.store,
      cwd: header.cwd,
      folder: attemptFolder(workspace, header.id, step.name, attempt),
      parameters: header.parameters,
      inputs: stepInputs(step, this.outputs),
      check: false,
      secrets: step.secrets.map(({ env }) => env),
      python: python.description.python
    };
  }

  private preload: readonly string[] | null = null;
  private readonly attempts = new Map<string, StepAttempt>();
}

/** Steps whose earlier results do not count: those asked for, in a fresh run. */
export function freshSteps({ header, steps }: Pick<RunContext, 'header' | 'steps'>): ReadonlySet<string> {
  const asked = steps.map(({ name }) => name).filter(name => header.only.length === 0 || header.only.includes(name));
  return new Set(header.fresh ? asked : []);
}
