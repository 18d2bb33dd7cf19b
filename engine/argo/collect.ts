/** Brings the results of a run from its volume into the store of this machine, each file checked before it is kept. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../../protocol/operational-error.js';
import { recordSchema, type StepRecord } from '../../protocol/record.js';
import { writeAtomically } from '../store/atomic-file.js';
import { sha256 } from '../store/digest.js';
import { reachOfRuns, recordsByStep } from '../store/reach.js';
import { objectPath, recordFolder, stepFolder, type Workspace } from '../store/workspace.js';
import type { Courier } from './courier.js';
import type { IncomingFile } from './frames.js';

/**
 * What became of each step, then the records that this names, then the objects that those name. An object is here before its record, so
 * whatever is interrupted, no record names what is missing; repeating it takes only what is not here yet.
 */
export async function collectResults(workspace: Workspace, run: string, courier: Courier): Promise<void> {
  for await (const file of courier.fetch({ folders: [`.collard/runs/${run}/steps`], files: [] })) {
    keepStepFile(workspace, run, file);
  }
  const records = await fetchRecords(workspace, run, courier);
  await fetchObjects(workspace, [...objectsOf(records), ...reachOfRuns(workspace, [run]).objects], courier);
  for (const record of records) {
    writeAtomically(workspace, join(recordFolder(workspace, record.key), `${record.id}.json`), JSON.stringify(record));
  }
}

const stepFile = /^\.collard\/runs\/([^/]+)\/steps\/([^/]+)\/((?:\d+\/)?(?:[\w-]+\.(?:json|ipynb)|log))$/;

function keepStepFile(workspace: Workspace, run: string, { path, content }: IncomingFile): void {
  const [, ofRun, step, name] = stepFile.exec(path) ?? [];
  if (ofRun === run && step !== undefined && name !== undefined) {
    writeAtomically(workspace, join(stepFolder(workspace, run, step), name), content);
  }
}

async function fetchRecords(workspace: Workspace, run: string, courier: Courier): Promise<readonly StepRecord[]> {
  const wanted = [...recordsByStep(workspace, run).values()].filter(
    reference => !existsSync(recordPath(workspace, reference))
  );
  const records: StepRecord[] = [];
  for await (const { content } of courier.fetch({ folders: [], files: wanted.map(recordInVolume) })) {
    const record = recordSchema.parse(JSON.parse(content.toString()));
    records.push(record);
  }
  return records.filter(({ key, id }) => wanted.includes(`${key}/${id}`));
}

async function fetchObjects(workspace: Workspace, digests: readonly string[], courier: Courier): Promise<void> {
  const missing = [...new Set(digests)].filter(digest => !existsSync(objectPath(workspace, digest)));
  for await (const { path, content } of courier.fetch({ folders: [], files: missing.map(objectInVolume) })) {
    const digest = path.split('/').slice(-2).join('');
    if (sha256(content) !== digest) {
      throw new OperationalError('object-damaged', `Object ${digest.slice(0, 12)} arrived with other bytes`, {
        retryable: true
      });
    }
    writeAtomically(workspace, objectPath(workspace, digest), content);
  }
}

function objectsOf(records: readonly StepRecord[]): readonly string[] {
  return records.flatMap(({ outputs, writes, notebook }) => [
    ...Object.values(outputs).flatMap(({ objects }) => objects.map(({ digest }) => digest)),
    ...writes.filter(({ path }) => !path.endsWith('/')).map(({ digest }) => digest),
    ...(notebook === null ? [] : [notebook.digest])
  ]);
}

function recordPath(workspace: Workspace, reference: string): string {
  const [key = '', id = ''] = reference.split('/');
  return join(recordFolder(workspace, key), `${id}.json`);
}

function recordInVolume(reference: string): string {
  const [key = '', id = ''] = reference.split('/');
  return `.collard/records/${key.slice(0, 2)}/${key}/${id}.json`;
}

function objectInVolume(digest: string): string {
  return `.collard/objects/${digest.slice(0, 2)}/${digest.slice(2)}`;
}
