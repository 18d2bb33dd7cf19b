/** `collard run --target argo`: the options that only a cluster has. */
import type { OptionValues } from '../command-line/options.js';
import { UsageError } from '../command-line/usage-error.js';

export const clusterOptionTable = {
  kubeconfig: { kind: 'text', value: 'FILE', help: 'how to reach the cluster; as kubectl finds it unless said' },
  context: { kind: 'text', value: 'NAME', help: 'of the kubeconfig; the current one unless said' },
  namespace: { kind: 'text', short: 'n', value: 'NAME', help: 'on the cluster; that of the context unless said' },
  image: { kind: 'text', value: 'IMAGE', help: 'container image with Python and the libraries of the notebook' },
  claim: { kind: 'text', value: 'NAME', help: 'volume claim for the workspace; one is made unless said' },
  size: { kind: 'text', value: 'SIZE', help: 'of the claim that is made; 10Gi unless said' },
  'storage-class': { kind: 'text', value: 'NAME', help: 'of that claim' },
  'snapshot-class': { kind: 'text', value: 'NAME', help: 'VolumeSnapshotClass for the snapshot of the workspace' },
  isolation: {
    kind: 'choice',
    choices: ['snapshot', 'clone', 'direct'],
    help: 'how a run gets its volume: from a snapshot (unless said), as a clone, or that of the workspace itself'
  },
  'service-account': { kind: 'text', value: 'NAME', help: 'of the pods of steps' }
} as const;

export type ClusterWords = OptionValues<typeof clusterOptionTable>;

/** Said to a run on this machine, they would mean nothing. */
export function refuseClusterOptions(words: ClusterWords): void {
  const names = Object.keys(clusterOptionTable) as readonly (keyof ClusterWords)[];
  const said = names.find(name => words[name] !== null);
  if (said !== undefined) {
    throw new UsageError(`--${said} is for a run on a cluster.`, 'Add --target argo.');
  }
}
