/** The hit rule: may a stored record stand for running the step? Always says why not. Same rules as the runtime's. */
import type { PlanStep } from '../../compiler/ir/plan.js';
import type { Artifact } from '../../protocol/artifact.js';
import type { StepRecord } from '../../protocol/record.js';
import { normalizedName } from '../python/distribution-name.js';
import { sha256 } from '../store/digest.js';
import { isFolder, type FileObserver } from '../store/files.js';
import { hasObject } from '../store/objects.js';
import { candidateRecords } from '../store/records.js';
import { absolutePath, type Workspace } from '../store/workspace.js';
import { ImportFolder } from './import-folder.js';
import type { MissReason } from './miss.js';

/** What a record is held against. */
export interface HitFacts {
  readonly workspace: Workspace;
  /** Working folder of the steps, as records name it. */
  readonly folder: string;
  readonly files: FileObserver;
  /** Installed distributions: normalized name → version. */
  readonly distributions: ReadonlyMap<string, string>;
  /** The environment that the steps would get, without secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

export type HitResult =
  | { readonly hit: true; readonly record: StepRecord }
  | { readonly hit: false; readonly reasons: readonly MissReason[] };

/** The newest usable record of a key, with its written files put back; else why the nearest candidate cannot be used. */
export async function findHit(step: PlanStep, key: string, facts: HitFacts): Promise<HitResult> {
  if (step.cache === 'disabled') {
    return { hit: false, reasons: [{ kind: 'cache-disabled' }] };
  }
  const [here, elsewhere] = candidates(key, facts);
  let nearest: readonly MissReason[] = noneHere(elsewhere, facts);
  for (const [place, record] of here.entries()) {
    const reasons = await reasonsAgainst(record, step, facts);
    if (reasons.length === 0) {
      return { hit: true, record };
    }
    if (place === 0 || reasons.length < nearest.length) {
      nearest = reasons;
    }
  }
  return { hit: false, reasons: nearest };
}

/**
 * Records of this working folder, and of others, newest first. Elsewhere even a step that opened no file may have had another
 * result: it may have asked where it is, and `import` looks there first.
 */
function candidates(key: string, { workspace, folder }: HitFacts): readonly [StepRecord[], StepRecord[]] {
  const all = candidateRecords(workspace, key);
  return [all.filter(record => record.folder === folder), all.filter(record => record.folder !== folder)];
}

function noneHere([other]: readonly StepRecord[], { folder }: HitFacts): readonly MissReason[] {
  return [other === undefined ? { kind: 'no-record' } : { kind: 'folder', was: other.folder, now: folder }];
}

/** Puts back the files that the step wrote and that are gone or differ. */
export async function restoreWrittenFiles(record: StepRecord, { files }: HitFacts): Promise<void> {
  for (const written of record.writes) {
    if (!(await files.isIntact(written))) {
      files.putBack(written);
    }
  }
}

async function reasonsAgainst(record: StepRecord, step: PlanStep, facts: HitFacts): Promise<readonly MissReason[]> {
  if (!record.reusable && step.cache !== 'enabled') {
    return [{ kind: 'not-reusable', reason: record.reason }];
  }
  return [
    ...missingResults(record, step),
    ...changedDistributions(record, facts),
    ...(await changedFiles(record, facts)),
    ...(await changedModules(record, facts)),
    ...hiddenModules(record, facts),
    ...changedVariables(record, facts),
    ...missingObjects(record, step, facts)
  ];
}

function missingResults(record: StepRecord, step: PlanStep): readonly MissReason[] {
  const outputs = step.outputs.filter(({ name }) => record.outputs[name] === undefined);
  const metrics = step.metrics.filter(({ name }) => record.metrics[name] === undefined);
  return [...outputs, ...metrics].map(({ name }) => ({ kind: 'result-missing', name }));
}

function changedDistributions({ distributions }: StepRecord, facts: HitFacts): readonly MissReason[] {
  return Object.entries(distributions).flatMap(([name, was]): MissReason[] => {
    const now = facts.distributions.get(normalizedName(name)) ?? null;
    return now === was ? [] : [{ kind: 'distribution', name, was, now }];
  });
}

async function changedFiles({ reads }: StepRecord, { files }: HitFacts): Promise<readonly MissReason[]> {
  const reasons: MissReason[] = [];
  for (const read of reads) {
    if (await files.isUnchanged(read)) {
      continue;
    }
    const { path } = read;
    const there = files.exists(path);
    reasons.push({ kind: read.digest === null ? 'file-appeared' : there ? 'file-changed' : 'file-gone', path });
  }
  return reasons;
}

async function changedModules({ modules }: StepRecord, { files, workspace }: HitFacts): Promise<readonly MissReason[]> {
  const reasons: MissReason[] = [];
  for (const { path, digest } of modules) {
    if ((await files.digest(absolutePath(workspace, path))) !== digest) {
      reasons.push({ kind: 'module-changed', path });
    }
  }
  return reasons;
}

/** Local files that `import` would now find before a module that the step used. */
function hiddenModules({ lookups, modules, python }: StepRecord, { files }: HitFacts): readonly MissReason[] {
  const known = new Set(modules.map(({ path }) => path));
  return lookups.flatMap(({ folder: path, names }): MissReason[] => {
    const folder = new ImportFolder(files, path, python);
    const found = names.map(name => folder.find(name)).filter(file => file !== null);
    return found.filter(file => !known.has(file)).map(file => ({ kind: 'module-hidden', path: file }));
  });
}

function changedVariables(record: StepRecord, { environment }: HitFacts): readonly MissReason[] {
  return Object.entries(record.environment).flatMap(([name, was]): MissReason[] => {
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    const now = value === undefined ? null : sha256(value);
    return now === was ? [] : [{ kind: 'variable', name }];
  });
}

/** Values that a later step or the user may ask for, and the content of written files that would have to be put back. */
function missingObjects(
  { outputs, writes }: StepRecord,
  step: PlanStep,
  { workspace }: HitFacts
): readonly MissReason[] {
  const asked = new Set(step.outputs.map(({ name }) => name));
  const values = Object.entries(outputs)
    .filter(([name, artifact]) => asked.has(name) && !isComplete(workspace, artifact))
    .map(([name]): MissReason => ({ kind: 'object-missing', name }));
  const files = writes
    .filter(({ path, digest, size }) => !isFolder(path) && !hasObject(workspace, { digest, bytes: size }))
    .map(({ path }): MissReason => ({ kind: 'object-missing', name: path }));
  return [...values, ...files];
}

function isComplete(workspace: Workspace, { inline, objects }: Artifact): boolean {
  return inline !== undefined || objects.every(reference => hasObject(workspace, reference));
}
