/**
 * `index.db`: runs, steps, values and files in SQLite, for lists and lineage. It holds nothing that is not in the files, so
 * it may be deleted at any time, and one of another version is simply made anew.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { readPlan } from './plans.js';
import { recordsByStep } from './reach.js';
import { readRecord } from './records.js';
import { readRunHeader, readRunView, runIds } from './runs.js';
import type { Workspace } from './workspace.js';

/** Raised with every change of the tables. */
const indexVersion = 1;

const tables = `
  CREATE TABLE runs (id TEXT PRIMARY KEY, pipeline TEXT, notebook TEXT, created TEXT, phase TEXT, seconds REAL);
  CREATE TABLE steps (run TEXT, step TEXT, phase TEXT, attempt INTEGER, seconds REAL, record TEXT, PRIMARY KEY (run, step));
  CREATE TABLE metrics (run TEXT, step TEXT, name TEXT, value REAL);
  CREATE TABLE outputs (run TEXT, step TEXT, name TEXT, digest TEXT, type TEXT, bytes INTEGER);
  CREATE TABLE inputs (run TEXT, step TEXT, name TEXT, digest TEXT, source TEXT);
  CREATE TABLE files (run TEXT, step TEXT, path TEXT, digest TEXT, direction TEXT);
  CREATE INDEX outputs_by_digest ON outputs (digest);
  CREATE INDEX inputs_by_digest ON inputs (digest);
  CREATE INDEX files_by_path ON files (path);
`;
const tableNames = ['runs', 'steps', 'metrics', 'outputs', 'inputs', 'files'] as const;

export interface RunSummary {
  readonly id: string;
  readonly pipeline: string;
  readonly notebook: string | null;
  readonly created: string;
  readonly phase: string;
  readonly seconds: number | null;
}

/** A place where a value was made or used. */
export interface ValueUse {
  readonly run: string;
  readonly step: string;
  readonly name: string;
}

/** A place where a file was read or written. */
export interface FileUse {
  readonly run: string;
  readonly step: string;
  readonly path: string;
  readonly digest: string | null;
  readonly direction: 'read' | 'written';
}

export interface StoreIndex {
  /** Takes in what has happened since; runs that were removed leave it. */
  refresh(): void;
  /** Newest first. */
  runs(limit: number): readonly RunSummary[];
  /** Values of a metric over the runs of a pipeline, oldest first. */
  metric(
    pipeline: string,
    name: string
  ): readonly { readonly run: string; readonly step: string; readonly value: number }[];
  /** Steps that made the value with this digest. */
  producers(digest: string): readonly ValueUse[];
  /** Steps that took it. */
  consumers(digest: string): readonly ValueUse[];
  filesAt(path: string): readonly FileUse[];
  close(): void;
}

/** Opens the index and brings it up to date. */
export function openIndex(workspace: Workspace): StoreIndex {
  const index = new SqliteIndex(workspace, openDatabase(join(workspace.store, 'index.db')));
  index.refresh();
  return index;
}

class SqliteIndex implements StoreIndex {
  constructor(
    private readonly workspace: Workspace,
    private readonly database: DatabaseSync
  ) {}

  refresh(): void {
    const settled = new Map(
      this.all<{ id: string; phase: string }>('SELECT id, phase FROM runs').map(row => [row.id, row.phase])
    );
    const present = runIds(this.workspace);
    this.transaction(() => {
      [...settled.keys()].filter(run => !present.includes(run)).forEach(run => this.remove(run));
      present.filter(run => !isSettled(settled.get(run))).forEach(run => this.take(run));
    });
  }

  runs(limit: number): readonly RunSummary[] {
    return this.all('SELECT * FROM runs ORDER BY id DESC LIMIT ?', limit);
  }

  metric(pipeline: string, name: string): ReturnType<StoreIndex['metric']> {
    return this.all(
      `SELECT metrics.run, step, value FROM metrics JOIN runs ON runs.id = metrics.run
       WHERE pipeline = ? AND name = ? ORDER BY metrics.run`,
      pipeline,
      name
    );
  }

  producers(digest: string): readonly ValueUse[] {
    return this.all('SELECT run, step, name FROM outputs WHERE digest = ? ORDER BY run, step', digest);
  }

  consumers(digest: string): readonly ValueUse[] {
    return this.all('SELECT run, step, name FROM inputs WHERE digest = ? ORDER BY run, step', digest);
  }

  filesAt(path: string): readonly FileUse[] {
    return this.all('SELECT * FROM files WHERE path = ? ORDER BY run, step, direction', path);
  }

  close(): void {
    this.database.close();
  }

  /** A run that cannot be read, say one that is just being created, is taken next time. */
  private take(run: string): void {
    this.remove(run);
    try {
      this.insertRun(run);
    } catch {
      this.remove(run);
    }
  }

  private insertRun(run: string): void {
    const header = readRunHeader(this.workspace, run);
    const view = readRunView(this.workspace, run);
    this.insert('runs', run, header.pipeline, header.notebook, header.created, view.phase, view.seconds);
    for (const [step, { phase, attempt, seconds, record, metrics }] of Object.entries(view.steps)) {
      this.insert('steps', run, step, phase, attempt, seconds, record);
      for (const [name, value] of Object.entries(metrics)) {
        this.insert('metrics', run, step, name, value);
      }
    }
    this.insertValues(run, header.plan);
  }

  private insertValues(run: string, planDigest: string): void {
    const records = recordsByStep(this.workspace, run);
    const digests = new Map<string, string>();
    for (const [step, reference] of records) {
      const { outputs, reads, writes } = readRecord(this.workspace, reference);
      for (const [name, { digest, type, bytes }] of Object.entries(outputs)) {
        digests.set(`${step}/${name}`, digest);
        this.insert('outputs', run, step, name, digest, type, bytes);
      }
      reads.forEach(({ path, digest }) => this.insert('files', run, step, path, digest, 'read'));
      writes.forEach(({ path, digest }) => this.insert('files', run, step, path, digest, 'written'));
    }
    for (const step of readPlan(this.workspace, planDigest).steps.filter(({ name }) => records.has(name))) {
      for (const { name, from } of step.inputs) {
        this.insert('inputs', run, step.name, name, digests.get(`${from}/${name}`) ?? null, from);
      }
    }
  }

  private insert(table: (typeof tableNames)[number], ...values: SQLInputValue[]): void {
    const places = values.map(() => '?').join(', ');
    this.database.prepare(`INSERT INTO ${table} VALUES (${places})`).run(...values);
  }

  private remove(run: string): void {
    for (const table of tableNames) {
      this.database.prepare(`DELETE FROM ${table} WHERE ${table === 'runs' ? 'id' : 'run'} = ?`).run(run);
    }
  }

  private transaction(action: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      action();
      this.database.exec('COMMIT');
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Rows come back as SQLite made them; the tables above are what makes the type true. */
  private all<Row>(query: string, ...values: SQLInputValue[]): Row[] {
    return this.database.prepare(query).all(...values) as Row[];
  }
}

function isSettled(phase: string | undefined): boolean {
  return phase === 'succeeded' || phase === 'failed' || phase === 'cancelled';
}

function openDatabase(path: string): DatabaseSync {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  try {
    return prepared(new DatabaseSync(path));
  } catch {
    rmSync(path, { force: true }); // damaged: made anew
    return prepared(new DatabaseSync(path));
  }
}

function prepared(database: DatabaseSync): DatabaseSync {
  database.exec('PRAGMA busy_timeout = 5000');
  const row = database.prepare('PRAGMA user_version').get();
  if (row?.['user_version'] !== indexVersion) {
    tableNames.forEach(table => database.exec(`DROP TABLE IF EXISTS ${table}`));
    database.exec(`${tables} PRAGMA user_version = ${indexVersion}`);
  }
  return database;
}
