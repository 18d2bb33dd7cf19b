/**
 * Garbage collection: keeps what kept runs and pins reach, removes the rest. Mark and sweep over files; the truth is read
 * from the runs themselves, never from the index.
 */
import { rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperationalError } from '../../protocol/operational-error.js';
import { withGarbageLock } from './garbage-lock.js';
import { isOwned } from './ownership.js';
import { readPins } from './pins.js';
import { reachOfRuns, type Reach } from './reach.js';
import { allRecordReferences } from './records.js';
import { readRunHeader, runIds } from './runs.js';
import { namesIn } from './tolerant-read.js';
import { objectPath, planPath, recordFolder, runFolder, tempFolder, type Workspace } from './workspace.js';

export interface GarbageOptions {
  /** The newest runs to keep; null: no limit. */
  readonly keepRuns: number | null;
  /** Runs younger than this are kept; null: no limit. A run goes only when neither option keeps it. */
  readonly keepDays: number | null;
  /** Say what would go, and remove nothing. */
  readonly dryRun: boolean;
}

export interface GarbageReport {
  readonly runs: readonly string[];
  readonly records: number;
  readonly objects: number;
  readonly bytes: number;
}

/** Collects. Refuses with `run-active` while a run is under way: what it is about to name must not go. */
export function collectGarbage(workspace: Workspace, options: GarbageOptions): GarbageReport {
  return withGarbageLock(workspace, () => {
    refuseActiveRuns(workspace);
    const kept = new Set(keptRuns(workspace, options));
    const runs = runIds(workspace).filter(run => !kept.has(run));
    const reach = reachOfRuns(workspace, [...kept]);
    const records = allRecordReferences(workspace).filter(reference => !reach.records.has(reference));
    const objects = unreachedObjects(workspace, reach);
    const bytes = objects.reduce((total, { size }) => total + size, 0);
    if (!options.dryRun) {
      runs.forEach(run => rmSync(runFolder(workspace, run), { recursive: true, force: true }));
      records.forEach(reference => removeRecord(workspace, reference));
      removePlans(workspace, reach);
      objects.forEach(({ digest }) => rmSync(objectPath(workspace, digest), { force: true }));
      namesIn(tempFolder(workspace)).forEach(name => rmSync(join(tempFolder(workspace), name), { force: true }));
    }
    return { runs, records: records.length, objects: objects.length, bytes };
  });
}

function refuseActiveRuns(workspace: Workspace): void {
  const active = runIds(workspace).find(run => isOwned(workspace, run));
  if (active !== undefined) {
    throw new OperationalError('run-active', `Run ${active} is active, so nothing can be removed now`, {
      hint: 'Wait until it has ended, or cancel it.',
      retryable: true
    });
  }
}

function keptRuns(workspace: Workspace, { keepRuns, keepDays }: GarbageOptions): readonly string[] {
  const pinned = new Set(readPins(workspace).map(({ run }) => run));
  const oldest = keepDays === null ? -Infinity : Date.now() - keepDays * 24 * 60 * 60 * 1000;
  const neither = keepRuns === null && keepDays === null;
  return runIds(workspace).filter((run, age) => {
    const among = keepRuns !== null && age < keepRuns;
    const young = keepDays !== null && createdAt(workspace, run) >= oldest;
    return neither || pinned.has(run) || among || young;
  });
}

/** A run whose header cannot be read is as old as can be. */
function createdAt(workspace: Workspace, run: string): number {
  try {
    return Date.parse(readRunHeader(workspace, run).created);
  } catch {
    return -Infinity;
  }
}

function removeRecord(workspace: Workspace, reference: string): void {
  const [key = '', id = ''] = reference.split('/');
  const folder = recordFolder(workspace, key);
  rmSync(join(folder, `${id}.json`), { force: true });
  removeIfEmpty(folder);
  removeIfEmpty(dirname(folder));
}

function removePlans(workspace: Workspace, { plans }: Reach): void {
  for (const name of namesIn(join(workspace.store, 'plans'))) {
    const digest = name.replace(/\.json$/, '');
    if (!plans.has(digest)) {
      rmSync(planPath(workspace, digest), { force: true });
    }
  }
}

function unreachedObjects(workspace: Workspace, { objects }: Reach): readonly { digest: string; size: number }[] {
  const folder = join(workspace.store, 'objects');
  return namesIn(folder)
    .flatMap(prefix => namesIn(join(folder, prefix)).map(rest => prefix + rest))
    .filter(digest => !objects.has(digest))
    .map(digest => ({ digest, size: statSync(objectPath(workspace, digest), { throwIfNoEntry: false })?.size ?? 0 }));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // not empty: it stays
  }
}
