/** What runs lead to: their plans, the records of their steps, and every object that those or a kept failure name. */
import { join } from 'node:path';
import * as z from 'zod';
import { artifactSchema, type Artifact } from '../../protocol/artifact.js';
import type { RunEvent } from '../../protocol/run-event.js';
import { readEvents } from './event-file.js';
import { recordOrNull } from './records.js';
import { readRunHeader, readStepResult } from './runs.js';
import { jsonIn, namesIn } from './tolerant-read.js';
import { runFolder, type Workspace } from './workspace.js';

export interface Reach {
  readonly plans: ReadonlySet<string>;
  readonly records: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
}

/** The files of an attempt that name stored values. */
const namingArtifacts = z.looseObject({
  inputs: z.record(z.string(), artifactSchema).optional(),
  variables: z.record(z.string(), artifactSchema).optional(),
  locals: z.record(z.string(), artifactSchema).optional()
});

export function reachOfRuns(workspace: Workspace, runs: readonly string[]): Reach {
  const plans = new Set<string>();
  const records = new Set<string>();
  const objects = new Set<string>();
  for (const run of runs) {
    planOf(workspace, run).forEach(plan => plans.add(plan));
    recordsOfRun(workspace, run).forEach(reference => records.add(reference));
    artifactsOfAttempts(workspace, run)
      .flatMap(objectsOf)
      .forEach(digest => objects.add(digest));
  }
  for (const reference of records) {
    objectsOfRecord(workspace, reference).forEach(digest => objects.add(digest));
  }
  return { plans, records, objects };
}

/** References of the records that the steps of a run made or used, by step. */
export function recordsByStep(workspace: Workspace, run: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const step of namesIn(join(runFolder(workspace, run), 'steps'))) {
    const record = readStepResult(workspace, run, step)?.record ?? null;
    if (record !== null) {
      found.set(step, record);
    }
  }
  readEvents(workspace, run, { outputs: false })
    .filter(event => event.type === 'step-cached' || event.type === 'step-succeeded')
    .forEach((event: Extract<RunEvent, { record: string }>) => found.set(event.step, event.record));
  return found;
}

function recordsOfRun(workspace: Workspace, run: string): readonly string[] {
  return [...recordsByStep(workspace, run).values()];
}

function planOf(workspace: Workspace, run: string): readonly string[] {
  try {
    return [readRunHeader(workspace, run).plan];
  } catch {
    return [];
  }
}

function objectsOfRecord(workspace: Workspace, reference: string): readonly string[] {
  const record = recordOrNull(workspace, reference);
  if (record === null) {
    return [];
  }
  const notebook = record.notebook === null ? [] : [record.notebook.digest];
  const files = record.writes.map(({ digest }) => digest);
  return [...Object.values(record.outputs).flatMap(objectsOf), ...files, ...notebook];
}

function objectsOf({ objects }: Artifact): readonly string[] {
  return objects.map(({ digest }) => digest);
}

function artifactsOfAttempts(workspace: Workspace, run: string): readonly Artifact[] {
  const steps = join(runFolder(workspace, run), 'steps');
  return namesIn(steps).flatMap(step =>
    namesIn(join(steps, step)).flatMap(attempt =>
      ['request.json', 'failure.json'].flatMap(name => artifactsIn(join(steps, step, attempt, name)))
    )
  );
}

function artifactsIn(path: string): readonly Artifact[] {
  const { inputs, variables, locals } = namingArtifacts.safeParse(jsonIn(path)).data ?? {};
  return [inputs, variables, locals].flatMap(values => Object.values(values ?? {}));
}
