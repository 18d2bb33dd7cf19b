/**
 * Stands in for the server, which cannot run in the page of these tests: answers as its schemas say, checks what it is asked
 * against them, and remembers it.
 */
import type { Plan } from '../../../compiler/index.js';
import { compile } from '../../../compiler/index.js';
import {
  environmentSchema,
  runSummarySchema,
  submitRequestSchema,
  type Comparison,
  type Environment,
  type Explanation,
  type RunDetail,
  type RunSummary,
  type Status,
  type StepCells,
  type StepDetail,
  type StepState,
  type SubmitRequest
} from '../../../protocol/api.js';
import { ServerRefusal } from '../../../src/client/server-refusal.js';
import type { ICollardClient } from '../../../src/tokens.js';
import { RunInTest } from './run-in-test.js';

type Submitted = ReturnType<typeof submitRequestSchema.parse>;

export class ServerInTest implements ICollardClient {
  /** Every question, in order, such as `runs` or `environment`. */
  readonly asked: string[] = [];
  readonly submitted: Submitted[] = [];
  readonly cancelled: string[] = [];
  readonly pinned = new Map<string, boolean>();
  readonly removed: string[] = [];
  /** Runs that it knows, by id. */
  readonly known = new Map<string, RunInTest>();
  list: readonly RunSummary[] = [];
  /** When set, everything but the status is refused. */
  refusal: ServerRefusal | null = null;
  statusAnswer: Status = { version: '0', state: 'running', node: 'v24.0.0', error: '', hint: '', stderr: [] };

  status(): Promise<Status> {
    this.asked.push('status');
    return Promise.resolve(this.statusAnswer);
  }

  environment(): Promise<Environment> {
    return this.answer('environment', () =>
      environmentSchema.parse({ python: '/usr/bin/python3', version: '3.12.1', jobs: 4, workspace: '/home/me' })
    );
  }

  submit(request: SubmitRequest): Promise<RunSummary> {
    return this.answer('submit', () => {
      const submitted = submitRequestSchema.parse(request);
      this.submitted.push(submitted);
      const { plan } = compile(submitted.notebook);
      if (plan === null) {
        throw new ServerRefusal(422, 'invalid-input', 'The notebook has no steps', '', false);
      }
      const values = plan.parameters.map(({ name, literal }) => [name, submitted.parameters[name] ?? literal]);
      const parameters = Object.fromEntries(values) as Record<string, string>;
      return this.knows(`run-${this.submitted.length}`, plan, { parameters }).model.summary;
    });
  }

  explain(): Promise<Explanation> {
    return this.unknown('explain');
  }

  runs(): Promise<readonly RunSummary[]> {
    return this.answer('runs', () => this.list.map(run => runSummarySchema.parse(run)));
  }

  run(id: string): Promise<RunDetail> {
    return this.answer('run', () => {
      const { model } = this.known.get(id) ?? this.missing(id);
      const { plan, summary, view } = model;
      return { plan, summary, view, only: [] };
    });
  }

  cancel(id: string): Promise<void> {
    return this.answer('cancel', () => void this.cancelled.push(id));
  }

  retry(): Promise<RunSummary> {
    return this.unknown('retry');
  }

  pin(id: string, pinned: boolean): Promise<void> {
    return this.answer('pin', () => void this.pinned.set(id, pinned));
  }

  remove(id: string): Promise<void> {
    return this.answer('remove', () => void this.removed.push(id));
  }

  step(): Promise<StepDetail> {
    return this.unknown('step');
  }

  cells(): Promise<StepCells> {
    return this.unknown('cells');
  }

  state(): Promise<StepState> {
    return this.unknown('state');
  }

  restore(): Promise<never> {
    return this.unknown('restore');
  }

  compare(): Promise<Comparison> {
    return this.unknown('compare');
  }

  /** Makes a run that it knows from now on. */
  knows(id: string, plan: Plan, summary: Partial<RunSummary> = {}): RunInTest {
    const run = new RunInTest(id, plan, summary);
    this.known.set(id, run);
    return run;
  }

  /** A run for the list. */
  static listed(id: string, summary: Partial<RunSummary> = {}): RunSummary {
    return {
      id,
      title: '',
      pipeline: 'demo',
      notebook: 'demo.ipynb',
      target: 'local',
      created: '2026-01-02T03:04:05.000Z',
      phase: 'succeeded',
      seconds: 2,
      parameters: {},
      metrics: {},
      steps: {},
      pinned: false,
      ...summary
    };
  }

  private missing(id: string): never {
    throw new ServerRefusal(404, 'not-found', `There is no run ${id}`, '', false);
  }

  private unknown(question: string): Promise<never> {
    return Promise.reject(new Error(`Nobody should ask for ${question} here.`));
  }

  private answer<Value>(question: string, make: () => Value): Promise<Value> {
    this.asked.push(question);
    try {
      return this.refusal === null ? Promise.resolve(make()) : Promise.reject(this.refusal);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
