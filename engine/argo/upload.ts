/** Brings a workspace into the volume of a claim: only what is missing or differs travels. */
import { createReadStream, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { createHash } from 'node:crypto';
import type { StepRecord } from '../../protocol/record.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { objectPath, planPath, recordFolder, stepFolder, type Workspace } from '../store/workspace.js';
import type { Courier } from './courier.js';
import type { OutgoingFile } from './frames.js';
import { workspaceFiles, type WorkspaceFile } from './workspace-files.js';

/** What the pods of a run need of the store. */
export interface NeededOfStore {
  readonly run: string;
  readonly plan: string;
  /** Digest of the step runner. */
  readonly runtime: string;
  /** Results that were there already, by step. */
  readonly records: ReadonlyMap<string, StepRecord>;
}

export interface Uploaded {
  readonly files: number;
  readonly bytes: number;
}

export async function uploadWorkspace(
  workspace: Workspace,
  needed: NeededOfStore,
  courier: Courier
): Promise<Uploaded> {
  const files = workspaceFiles(workspace);
  const stored = storeFiles(workspace, needed);
  const { missing, unsure } = await courier.compare({ files: [...files, ...stored], mirror: true });
  const absent = new Set(missing);
  const outgoing: OutgoingFile[] = [];
  for (const file of [...files, ...stored]) {
    const there = unsure[file.path];
    if (absent.has(file.path) || there !== undefined) {
      const digest = await digestOf(file.source);
      if (digest !== there) {
        outgoing.push({ ...file, digest });
      }
    }
  }
  if (outgoing.length > 0) {
    await courier.deliver(outgoing);
  }
  return { files: outgoing.length, bytes: outgoing.reduce((sum, { size }) => sum + size, 0) };
}

type StoreFile = Omit<WorkspaceFile, 'mtime'> & { readonly mtime: null };

/** Files of the store never change, so having the right size is being the right one. */
function storeFiles(workspace: Workspace, { run, plan, runtime, records }: NeededOfStore): readonly StoreFile[] {
  const { store } = workspace;
  const ofRecords = [...records].flatMap(([step, { key, id, outputs }]) => [
    `${recordFolder(workspace, key)}/${id}.json`,
    `${stepFolder(workspace, run, step)}/result.json`,
    ...Object.values(outputs).flatMap(({ objects }) => objects.map(({ digest }) => objectPath(workspace, digest)))
  ]);
  const paths = [planPath(workspace, plan), `${store}/runtime/${runtime}.pyz`, ...ofRecords];
  return [...new Set(paths)].map(source => storeFile(workspace, source));
}

function storeFile({ root }: Workspace, source: string): StoreFile {
  const found = statSync(source, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new OperationalError('object-missing', `${source} is not in the store`, { hint: 'Run the pipeline again.' });
  }
  return { path: relative(root, source).split(sep).join('/'), source, size: found.size, mode: 0o644, mtime: null };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}
