/** `collard compile --target argo`: what was typed → what the emitter wants to know. */
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { argoDefaults } from '../../compiler/4-emit/argo/index.js';
import type { ArgoOptions, ProgramSource, WorkspaceSource } from '../../compiler/4-emit/argo/index.js';
import type { Plan } from '../../compiler/index.js';
import { openWorkspace, recordedPath, storeProgram } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import type { OptionValues } from '../command-line/options.js';
import { UsageError } from '../command-line/usage-error.js';
import { runnerArchive } from '../package-files.js';
import type { NotebookFile } from '../notebook-file.js';
import { parameterLiterals } from '../run/parameters.js';

/** Options that only this target has. */
export const argoOptionTable = {
  as: {
    kind: 'choice',
    choices: ['workflow', 'template', 'cron'],
    help: 'one run (unless said otherwise), a WorkflowTemplate to submit runs of, or a CronWorkflow'
  },
  name: { kind: 'text', value: 'NAME', help: 'of the object; generated from that of the pipeline unless said' },
  namespace: { kind: 'text', short: 'n', value: 'NAME', help: "the cluster's default unless said" },
  schedule: { kind: 'list', value: 'CRON', help: "when a CronWorkflow runs: '0 6 * * *'; may be repeated" },
  timezone: { kind: 'text', value: 'ZONE', help: 'of the schedule, such as Europe/Berlin' },
  image: { kind: 'text', value: 'IMAGE', help: 'container image of the steps that name none' },
  python: { kind: 'text', value: 'PATH', help: 'Python in the image; python unless said' },
  snapshot: { kind: 'text', value: 'NAME', help: 'VolumeSnapshot of the workspace; <pipeline>-workspace unless said' },
  claim: { kind: 'text', value: 'NAME', help: 'work on this PersistentVolumeClaim instead of a snapshot' },
  'self-contained': { kind: 'flag', help: 'bring plan and step runner along; the files are in the image' },
  'mount-path': { kind: 'text', value: 'PATH', help: 'folder of the workspace in the pods; /home/jovyan unless said' },
  size: { kind: 'text', value: 'SIZE', help: "of a run's volume; 10Gi unless said" },
  'storage-class': { kind: 'text', value: 'NAME', help: "of a run's volume; the cluster's default unless said" },
  shared: { kind: 'flag', help: 'the volume can be mounted on several nodes (ReadWriteMany)' },
  snapshots: { kind: 'choice', choices: ['none', 'final', 'each-step'], help: 'snapshot the volume of a run, too' },
  'snapshot-class': { kind: 'text', value: 'NAME', help: 'VolumeSnapshotClass of these' },
  'service-account': { kind: 'text', value: 'NAME', help: 'of the pods' },
  user: { kind: 'count', value: 'UID', help: 'user of the pods; 1000 unless said' },
  env: { kind: 'list', value: 'NAME=VALUE', help: 'environment variable of every step; may be repeated' }
} as const;

export type ArgoWords = OptionValues<typeof argoOptionTable> & { readonly param: readonly string[] };

/** Stores plan and step runner in the workspace, unless the document is to bring them along. */
export function argoOptions(words: ArgoWords, notebook: NotebookFile, plan: Plan, workspace: Workspace): ArgoOptions {
  return {
    ...argoDefaults,
    kind: words.as ?? 'workflow',
    name: words.name,
    namespace: words.namespace,
    schedules: words.schedule,
    timezone: words.timezone,
    parameters: parameterLiterals(words.param, plan),
    image: words.image,
    python: words.python ?? argoDefaults.python,
    workspace: workspaceSource(words, plan),
    mountPath: words['mount-path'] ?? argoDefaults.mountPath,
    folder: folderInWorkspace(workspace, notebook),
    program: programSource(words, plan, workspace),
    serviceAccount: words['service-account'],
    runAsUser: words.user ?? argoDefaults.runAsUser,
    environment: Object.fromEntries(words.env.map(environmentVariable)),
    snapshots: words.snapshots ?? argoDefaults.snapshots,
    snapshotClass: words['snapshot-class']
  };
}

function folderInWorkspace(workspace: Workspace, { name, folder }: NotebookFile): string {
  const path = recordedPath(workspace, folder);
  if (isAbsolute(path)) {
    throw new UsageError(`${name} is not in the workspace ${workspace.root}, so no pod would find its files.`);
  }
  return path;
}

function workspaceSource(words: ArgoWords, plan: Plan): WorkspaceSource {
  const { claim, snapshot } = words;
  const accessMode = words.shared ? 'ReadWriteMany' : 'ReadWriteOnce';
  const volume = { size: words.size ?? '10Gi', storageClass: words['storage-class'], accessMode } as const;
  if (claim !== null && snapshot !== null) {
    throw new UsageError('--claim and --snapshot exclude each other.');
  }
  if (claim !== null) {
    return { kind: 'claim', name: claim, accessMode };
  }
  return words['self-contained'] && snapshot === null
    ? { kind: 'image', ...volume }
    : { kind: 'snapshot', name: snapshot ?? `${plan.name}-workspace`, ...volume };
}

function programSource(words: ArgoWords, plan: Plan, workspace: Workspace): ProgramSource {
  const archive = runnerArchive();
  if (words['self-contained']) {
    return { kind: 'embedded', archive: readFileSync(archive).toString('base64') };
  }
  openWorkspace(workspace);
  return { kind: 'store', runtime: storeProgram(workspace, plan, archive).runtime };
}

function environmentVariable(text: string): readonly [name: string, value: string] {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--env needs NAME=VALUE, not "${text}".`);
  }
  return [name, value];
}
