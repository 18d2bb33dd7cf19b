/** Why a pod does not start, in words for the author of a notebook: from the pod itself, and from what Argo says about its node. */
import type { Pod } from './objects.js';

export interface WaitingReason {
  readonly message: string;
  /** True: waiting longer will not help. */
  readonly final: boolean;
}

/** Null: nothing is wrong, it just takes its time. */
export function waitingReason({ status }: Pod): WaitingReason | null {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  for (const { state } of statuses) {
    if (
      state?.waiting?.reason !== undefined &&
      state.waiting.reason !== 'ContainerCreating' &&
      state.waiting.reason !== 'PodInitializing'
    ) {
      return inWords(`${state.waiting.reason}: ${state.waiting.message ?? ''}`);
    }
    if (state?.terminated !== undefined && state.terminated.exitCode !== 0) {
      return {
        message: endReason(`${state.terminated.reason ?? ''} (exit code ${state.terminated.exitCode})`, null),
        final: true
      };
    }
  }
  const unscheduled = status.conditions?.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False');
  return unscheduled === undefined ? null : inWords(`Unschedulable: ${unscheduled.message ?? ''}`);
}

/** Kubernetes' words first, ours after; the first row that fits. */
const reasons: readonly (readonly [pattern: RegExp, words: (text: string) => string, final: boolean])[] = [
  [/ErrImageNeverPull/, text => `the image is not on the node, and may not be pulled${detail(text)}`, true],
  [/InvalidImageName/, text => `the image has no valid name${detail(text)}`, true],
  [/ErrImagePull|ImagePullBackOff/, text => `the image cannot be pulled${detail(text)}`, true],
  [/CreateContainerConfigError/, text => `a secret or setting is missing${detail(text)}`, true],
  [/CreateContainerError|RunContainerError/, text => `the container cannot be made${detail(text)}`, true],
  [/persistentvolumeclaim .*not found/, () => 'its volume is being made', false],
  [/unbound immediate PersistentVolumeClaims|waiting for first consumer/i, () => 'its volume is being made', false],
  [/Insufficient [\w./-]*gpu/i, () => 'no node has a free GPU', false],
  [
    /Insufficient ([\w./-]*\w)/,
    text => `no node has enough ${/Insufficient ([\w./-]*\w)/.exec(text)?.[1] ?? 'room'} left`,
    false
  ],
  [/node affinity|node selector|didn't match Pod/, () => 'no node has the labels that the step asks for', false],
  [/untolerated taint/, text => `all nodes are reserved for others${detail(text)}`, false],
  [/Unschedulable/, text => `no node takes it${detail(text)}`, false],
  [/exceeded quota/, text => `the namespace has used up its quota${detail(text)}`, false]
];

/** What Argo says about a node that waits → words; null where it says nothing that matters. */
export function inWords(text: string): WaitingReason | null {
  const row = reasons.find(([pattern]) => pattern.test(text));
  return row === undefined ? null : { message: row[1](text), final: row[2] };
}

/** Why a container ended that said nothing itself. `memory` is the limit of the step. */
export function endReason(text: string, memory: string | null): string {
  if (/OOMKilled/.test(text)) {
    const limit = memory === null ? '' : `, which is ${memory}`;
    return `the step used more memory than its limit${limit}`;
  }
  if (/DeadlineExceeded|deadline/.test(text)) {
    return 'the step ran longer than its timeout';
  }
  if (/exit code 143|SIGTERM/.test(text)) {
    return 'the step was stopped';
  }
  return `the pod ended without a word of the step: ${text}`;
}

/** The rest of the sentence, as long as people read. */
function detail(text: string): string {
  const rest = text.slice(text.indexOf(':') + 1).trim();
  return rest === '' ? '' : `: ${rest.length > 200 ? `${rest.slice(0, 200)}…` : rest}`;
}
