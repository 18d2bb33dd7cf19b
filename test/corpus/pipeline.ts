/** The pipeline's answer: runs a plan on the local engine, and reads from the records what its steps made. */
import { join } from 'node:path';
import type { Plan } from '../../compiler/index.js';
import { readObject, readRecord } from '../../engine/index.js';
import type { LocalEngine, Workspace } from '../../engine/index.js';
import type { RunEvent } from '../../protocol/run-event.js';

export interface PipelineOptions {
  readonly python: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the notebook is, in the workspace. */
  readonly folder?: string;
  readonly notebook?: string;
  readonly fresh?: boolean;
}

export interface PipelineAnswer {
  readonly succeeded: boolean;
  /** Steps that ran, in the order in which they ended. */
  readonly executed: readonly string[];
  readonly cached: readonly string[];
  /** Why each executed step was not taken from the cache. */
  readonly missed: Readonly<Record<string, string>>;
  /** Texts, numbers, booleans and None that steps left behind; of two steps that bind one name, the later one counts. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly metrics: Readonly<Record<string, number>>;
  /** What went wrong, by step. */
  readonly errors: Readonly<Record<string, string>>;
}

export async function runPipeline(
  engine: LocalEngine,
  workspace: Workspace,
  plan: Plan,
  { python, parameters = {}, environment = {}, folder = '.', notebook, fresh = false }: PipelineOptions
): Promise<PipelineAnswer> {
  const run = await engine.submit(plan, {
    parameters,
    only: [],
    fresh,
    jobs: 2,
    python,
    cwd: join(workspace.root, folder),
    notebook: notebook ?? null,
    environment: { ...process.env, ...environment }
  });
  const events: RunEvent[] = [];
  for await (const event of run.watch()) {
    events.push(event);
  }
  return answerOf(plan, workspace, events);
}

function answerOf(plan: Plan, workspace: Workspace, events: readonly RunEvent[]): PipelineAnswer {
  const records = new Map<string, string>();
  const executed: string[] = [];
  const cached: string[] = [];
  const errors: Record<string, string> = {};
  const missed: Record<string, string> = {};
  let succeeded = false;
  for (const event of events) {
    switch (event.type) {
      case 'step-succeeded':
        records.set(event.step, event.record);
        executed.push(event.step);
        break;
      case 'step-cached':
        records.set(event.step, event.record);
        cached.push(event.step);
        break;
      case 'step-missed':
        missed[event.step] = event.why;
        break;
      case 'step-failed':
        errors[event.step] = `${event.error.name}: ${event.error.message} (${event.error.code})`;
        break;
      case 'run-finished':
        succeeded = event.phase === 'succeeded';
        break;
      default:
    }
  }
  return { succeeded, executed, cached, missed, errors, ...leftBehind(plan, workspace, records) };
}

function leftBehind(
  plan: Plan,
  workspace: Workspace,
  records: ReadonlyMap<string, string>
): Pick<PipelineAnswer, 'values' | 'metrics'> {
  const values: Record<string, unknown> = {};
  const metrics: Record<string, number> = {};
  for (const { name } of plan.steps) {
    const reference = records.get(name);
    if (reference === undefined) {
      continue;
    }
    const record = readRecord(workspace, reference);
    Object.assign(metrics, record.metrics);
    for (const [variable, { serializer, inline, objects }] of Object.entries(record.outputs)) {
      const [object] = objects;
      if (serializer === 'json') {
        values[variable] = JSON.parse(
          inline ?? (object === undefined ? 'null' : readObject(workspace, object).toString())
        );
      }
    }
  }
  return { values, metrics };
}
