/** Takes up a run whose engine is gone: finds out what became of every step, and goes on from there. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { PlanStep } from '../../compiler/ir/plan.js';
import { artifactSchema } from '../../protocol/artifact.js';
import { foldRunEvents, type StepView } from '../../protocol/run-view.js';
import type { RunEvent } from '../../protocol/run-event.js';
import type { StepRequest } from '../python/step-process.js';
import { isAlive, readIdentity } from '../store/process-identity.js';
import { recordOrNull } from '../store/records.js';
import { readStepResult } from '../store/runs.js';
import { jsonIn } from '../store/tolerant-read.js';
import { attemptFolder, workspaceAt, type Workspace } from '../store/workspace.js';
import type { LocalRun } from './local-run.js';
import type { RunContext } from './step-starter.js';

const requestSchema = z.looseObject({
  plan: z.string(),
  step: z.string(),
  run: z.string(),
  attempt: z.int(),
  key: z.string(),
  workspace: z.string(),
  store: z.string(),
  cwd: z.string(),
  folder: z.string(),
  parameters: z.record(z.string(), z.string()),
  inputs: z.record(z.string(), artifactSchema),
  check: z.boolean(),
  secrets: z.array(z.string()),
  server: z.strictObject({ pid: z.int(), started: z.string().nullable() }).nullable(),
  python: z.string()
});

/** Tells the run what is known about each of its steps. The rest is examined as in a new run, and hits what it finds. */
export function settleSteps(run: LocalRun, context: RunContext, past: readonly RunEvent[]): void {
  const view = foldRunEvents(
    context.steps.map(({ name }) => name),
    past
  );
  for (const step of context.steps) {
    const seen = view.steps[step.name];
    if (seen !== undefined) {
      settleStep(run, context.workspace, step, seen);
    }
  }
}

function settleStep(run: LocalRun, workspace: Workspace, step: PlanStep, seen: StepView): void {
  const { name } = step;
  if (seen.phase === 'failed' && readStepResult(workspace, run.id, name)?.phase === 'failed') {
    run.scheduler.failedFinally(name);
    return;
  }
  const record = seen.record === null ? null : recordOrNull(workspace, seen.record);
  if (record !== null) {
    run.keepResult(name, record);
    return;
  }
  const attempt = lastAttempt(workspace, run.id, name);
  if (attempt === 0) {
    return;
  }
  const over = seen.phase === 'failed' || (seen.phase === 'pending' && seen.attempt > 0);
  run.scheduler.hadAttempts(name, attempt, over ? attempt : attempt - 1);
  if (!over) {
    takeUp(run, step, attemptFolder(workspace, run.id, name, attempt));
  }
}

/** The attempt was under way: it still is, or it has left its result, or it went down with the engine. */
function takeUp(run: LocalRun, step: PlanStep, folder: string): void {
  const request = readRequest(join(folder, 'request.json'));
  const identity = readIdentity(join(folder, 'process.json'));
  const keeper = identity ?? request?.server ?? null;
  const over = keeper === null || !isAlive(keeper);
  if (request === null || (over && !hasLeftWord(run.id, request))) {
    return; // it went down without a word: examined like any other step, and run as a further attempt
  }
  run.takeUp(step, request, secondsSince(join(folder, 'request.json')));
}

/** Whether the attempt reported how it ended. */
function hasLeftWord(run: string, { workspace, step, attempt, folder }: StepRequest): boolean {
  const result = readStepResult(workspaceAt(workspace), run, step);
  return result?.attempt === attempt || existsSync(join(folder, 'failure.json'));
}

function lastAttempt(workspace: Workspace, run: string, step: string): number {
  let attempt = 0;
  while (existsSync(attemptFolder(workspace, run, step, attempt + 1))) {
    attempt += 1;
  }
  return attempt;
}

function readRequest(path: string): StepRequest | null {
  return requestSchema.safeParse(jsonIn(path)).data ?? null;
}

function secondsSince(path: string): number {
  return Math.max(0, (Date.now() - statSync(path).mtimeMs) / 1000);
}
