/** Committed executions of step keys. Written by the runtime, immutable, read here. */
import { join } from 'node:path';
import { OperationalError } from '../../protocol/operational-error.js';
import { recordSchema, type StepRecord } from '../../protocol/record.js';
import { jsonIn, namesIn } from './tolerant-read.js';
import { recordFolder, type Workspace } from './workspace.js';

/** How events and results name a record. */
export function recordReference({ key, id }: StepRecord): string {
  return `${key}/${id}`;
}

/** Every readable record of a key, newest first. A record that cannot be read counts as absent. */
export function candidateRecords(workspace: Workspace, key: string): readonly StepRecord[] {
  const folder = recordFolder(workspace, key);
  return namesIn(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => parseRecord(join(folder, name)))
    .filter(record => record !== null)
    .sort((left, right) => (left.created < right.created ? 1 : -1));
}

/** The record of a reference `<key>/<id>`; null when it is not there or cannot be read. */
export function recordOrNull(workspace: Workspace, reference: string): StepRecord | null {
  const [key = '', id = ''] = reference.split('/');
  return parseRecord(join(recordFolder(workspace, key), `${id}.json`));
}

export function readRecord(workspace: Workspace, reference: string): StepRecord {
  const record = recordOrNull(workspace, reference);
  if (record === null) {
    throw new OperationalError('not-found', `Record ${reference.slice(0, 12)} is not in the store`, {
      hint: 'It may have been removed by `collard gc`; run the pipeline again.'
    });
  }
  return record;
}

/** References of all records in the store. */
export function allRecordReferences({ store }: Workspace): readonly string[] {
  const folder = join(store, 'records');
  return namesIn(folder).flatMap(prefix =>
    namesIn(join(folder, prefix)).flatMap(key =>
      namesIn(join(folder, prefix, key))
        .filter(name => name.endsWith('.json'))
        .map(name => `${key}/${name.slice(0, -'.json'.length)}`)
    )
  );
}

function parseRecord(path: string): StepRecord | null {
  return recordSchema.safeParse(jsonIn(path)).data ?? null;
}
