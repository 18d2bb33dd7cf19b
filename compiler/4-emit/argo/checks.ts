/** Options that no document can be made with, found before anything is made. */
import { isDnsLabel, isQuantity } from '../../1-read/kubernetes-names.js';
import type { Plan } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import { longestCronName } from './kinds.js';
import type { ArgoOptions } from './options.js';
import { hasTemplateTag, isSafeWord } from './words.js';

const absolutePath = /^\/[A-Za-z0-9._/-]+$/;

export function checkOptions(plan: Plan, options: ArgoOptions, problems: EmitProblems): void {
  const wrong = (code: string, message: string, hint: string): void =>
    problems.error({ code, step: null, message, hint });
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
  if (options.kind === 'cron' && options.schedules.length === 0) {
    wrong('schedule-missing', 'A CronWorkflow needs a schedule.', "Give one, such as --schedule '0 6 * * *'.");
  }
  if (!absolutePath.test(options.mountPath)) {
    wrong(
      'invalid-path',
      `"${options.mountPath}" cannot be a folder of a pod.`,
      'Use an absolute path without blanks.'
    );
  }
  if (!isSafeWord(options.python)) {
    wrong('invalid-path', `"${options.python}" cannot be called in a pod.`, 'Use a path without blanks or quotes.');
  }
  const { workspace } = options;
  if (workspace.kind !== 'claim' && !isQuantity(workspace.size)) {
    wrong('invalid-size', `"${workspace.size}" is not a size of a volume.`, 'Write it like 10Gi.');
  }
  if (workspace.kind === 'image' && options.program.kind === 'store') {
    wrong('program-missing', 'Without a workspace volume the step runner must be embedded.', 'Use --self-contained.');
  }
  if (workspace.accessMode === 'ReadWriteOncePod' && plan.steps.length > 1) {
    const message = 'Steps share the volume with what follows them, which ReadWriteOncePod forbids.';
    problems.warning({ code: 'access-mode', step: null, message, hint: 'Use ReadWriteOnce.' });
  }
  if (options.link !== null && (!/^https?:\/\/[^\s()<>]+$/.test(options.link) || hasTemplateTag(options.link))) {
    wrong(
      'invalid-link',
      `"${options.link}" cannot be linked.`,
      'Give an address that begins with http:// or https://.'
    );
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
