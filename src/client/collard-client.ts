/** The routes of the server as methods. */
import type { ServerConnection } from '@jupyterlab/services';
import * as z from 'zod';
import {
  apiRoot,
  comparisonSchema,
  environmentSchema,
  explanationSchema,
  restoreResponseSchema,
  runDetailSchema,
  runListSchema,
  statusPath,
  statusSchema,
  stepCellsSchema,
  stepDetailSchema,
  stepStateSchema,
  submittedSchema
} from '../../protocol/api.js';
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
} from '../../protocol/api.js';
import type { ICollardClient, StateKind } from '../tokens.js';
import { request, type RequestOptions } from './request.js';

export class CollardClient implements ICollardClient {
  constructor(private readonly settings: ServerConnection.ISettings) {}

  status(): Promise<Status> {
    return request(this.settings, statusPath, statusSchema);
  }

  environment(path: string, kernel: string): Promise<Environment> {
    return this.ask('environment', environmentSchema, { query: { path, kernel } });
  }

  async submit(body: SubmitRequest, kernel: string): Promise<RunSummary> {
    return (await this.ask('runs', submittedSchema, { method: 'POST', query: { kernel }, body })).run;
  }

  explain(body: SubmitRequest, kernel: string): Promise<Explanation> {
    return this.ask('explanation', explanationSchema, { method: 'POST', query: { kernel }, body });
  }

  async runs(path: string | null): Promise<readonly RunSummary[]> {
    return (await this.ask('runs', runListSchema, { query: path === null ? {} : { path } })).runs;
  }

  run(id: string): Promise<RunDetail> {
    return this.ask(runPath(id), runDetailSchema);
  }

  async cancel(id: string): Promise<void> {
    await this.ask(`${runPath(id)}/cancel`, z.unknown(), { method: 'POST', body: {} });
  }

  async retry(id: string): Promise<RunSummary> {
    return (await this.ask(`${runPath(id)}/retry`, submittedSchema, { method: 'POST', body: {} })).run;
  }

  async pin(id: string, pinned: boolean): Promise<void> {
    await this.ask(`${runPath(id)}/pin`, z.unknown(), { method: 'POST', body: { pinned } });
  }

  async remove(id: string): Promise<void> {
    await this.ask(runPath(id), z.unknown(), { method: 'DELETE' });
  }

  step(run: string, step: string): Promise<StepDetail> {
    return this.ask(stepPath(run, step), stepDetailSchema);
  }

  cells(run: string, step: string): Promise<StepCells> {
    return this.ask(`${stepPath(run, step)}/cells`, stepCellsSchema);
  }

  state(run: string, step: string, kind: StateKind | null): Promise<StepState> {
    return this.ask(`${stepPath(run, step)}/state`, stepStateSchema, { query: kind === null ? {} : { kind } });
  }

  restore(
    run: string,
    step: string,
    kind: StateKind | null,
    only: readonly string[] | null = null
  ): Promise<{ readonly kind: StateKind; readonly code: string }> {
    const body = { kind, only };
    return this.ask(`${stepPath(run, step)}/restore`, restoreResponseSchema, { method: 'POST', body });
  }

  compare(left: string, right: string): Promise<Comparison> {
    return this.ask('comparison', comparisonSchema, { query: { left, right } });
  }

  private ask<T>(path: string, schema: z.ZodType<T>, options: RequestOptions = {}): Promise<T> {
    return request(this.settings, `${apiRoot}/${path}`, schema, options);
  }
}

function runPath(id: string): string {
  return `runs/${encodeURIComponent(id)}`;
}

function stepPath(run: string, step: string): string {
  return `${runPath(run)}/steps/${encodeURIComponent(step)}`;
}
