/** Options that no document can be made with, found before anything is made. */
import { isDnsLabel, isQuantity } from '../../1-read/kubernetes-names.js';
import type { Plan } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import { longestCronName } from './kinds.js';
import type { ArgoOptions } from './options.js';
import { hasTemplateTag, isSafeWord } from './words.js';

const absolutePath = /^\/[A-Za-z0-9._/-]+$/;

type Report = (code: string, message: string, hint: string) => void;

export function checkOptions(plan: Plan, options: ArgoOptions, problems: EmitProblems): void {
  const wrong: Report = (code, message, hint) => problems.error({ code, step: null, message, hint });
  checkNames(options, wrong);
  checkObject(options, wrong);
  checkPods(options, wrong);
  checkVolume(options, wrong);
  if (options.workspace.accessMode === 'ReadWriteOncePod' && plan.steps.length > 1) {
    const message = 'Steps share the volume with what follows them, which ReadWriteOncePod forbids.';
    problems.warning({ code: 'access-mode', step: null, message, hint: 'Use ReadWriteOnce.' });
  }
}

function checkNames(options: ArgoOptions, wrong: Report): void {
  for (const [what, name] of named(options)) {
    if (name !== null && !isObjectName(name)) {
      wrong('invalid-name', `"${name}" cannot be the name of ${what}.`, 'Use small letters, digits, dashes and dots.');
    }
  }
  const longest = options.kind === 'cron' ? longestCronName : 63;
  if (options.name !== null && (!isDnsLabel(options.name) || options.name.length > longest)) {
    const hint = `Use small letters, digits and dashes, at most ${longest}.`;
    wrong('invalid-name', `"${options.name}" cannot be the name of a ${options.kind}.`, hint);
  }
}

function checkObject({ kind, schedules, steps, link }: ArgoOptions, wrong: Report): void {
  if (kind === 'cron' && schedules.length === 0) {
    wrong('schedule-missing', 'A CronWorkflow needs a schedule.', "Give one, such as --schedule '0 6 * * *'.");
  }
  if (steps?.length === 0) {
    wrong('no-steps', 'No step is to get a pod.', 'Name at least one, or submit nothing: every result is there.');
  }
  if (link !== null && (!/^https?:\/\/[^\s()<>]+$/.test(link) || hasTemplateTag(link))) {
    wrong('invalid-link', `"${link}" cannot be linked.`, 'Give an address that begins with http:// or https://.');
  }
}

function checkPods({ runAsUser, mountPath, python }: ArgoOptions, wrong: Report): void {
  if (runAsUser === 0) {
    wrong('invalid-user', 'Pods must not run as root.', 'Give the number of another user, such as 1000.');
  }
  if (!absolutePath.test(mountPath)) {
    wrong('invalid-path', `"${mountPath}" cannot be a folder of a pod.`, 'Use an absolute path without blanks.');
  }
  if (!isSafeWord(python)) {
    wrong('invalid-path', `"${python}" cannot be called in a pod.`, 'Use a path without blanks or quotes.');
  }
}

function checkVolume({ workspace, program }: ArgoOptions, wrong: Report): void {
  if (workspace.kind !== 'claim' && !isQuantity(workspace.size)) {
    wrong('invalid-size', `"${workspace.size}" is not a size of a volume.`, 'Write it like 10Gi.');
  }
  if (workspace.kind === 'image' && program.kind === 'store') {
    wrong('program-missing', 'Without a workspace volume the step runner must be embedded.', 'Use --self-contained.');
  }
}

function named(options: ArgoOptions): readonly (readonly [what: string, name: string | null])[] {
  const { workspace } = options;
  return [
    ['a namespace', options.namespace],
    ['a run', options.run],
    ['a service account', options.serviceAccount],
    ['a VolumeSnapshotClass', options.snapshotClass],
    ...(workspace.kind === 'image' ? [] : [[`a ${workspace.kind}`, workspace.name] as const]),
    ...(workspace.kind === 'claim' ? [] : [['a storage class', workspace.storageClass] as const]),
    ...options.imagePullSecrets.map(name => ['a secret', name] as const)
  ];
}

function isObjectName(name: string): boolean {
  return name.length <= 253 && name.split('.').every(isDnsLabel);
}
