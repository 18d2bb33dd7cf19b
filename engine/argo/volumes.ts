/** The claims of a run: that of the workspace, made once, and that which the run works on, a copy of it as it was. */
import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { Cluster } from '../kubernetes/cluster.js';
import { claimSchema, type Claim, type NewObject } from '../kubernetes/objects.js';
import { sha256 } from '../store/digest.js';
import type { Workspace } from '../store/workspace.js';
import type { ArgoTarget } from './target.js';

const api = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' } as const;

/** On claims of our own: the folder that they hold, as a person would name it. */
export const workspaceLabel = 'collard/workspace';

/** The claim that holds this workspace on the cluster; one for each folder of each machine. */
export function workspaceClaimName({ root }: Workspace, { claim }: ArgoTarget): string {
  return claim ?? `collard-${slug(basename(root))}-${sha256(`${hostname()}:${root}`).slice(0, 10)}`;
}

export async function ensureWorkspaceClaim(cluster: Cluster, workspace: Workspace, target: ArgoTarget): Promise<Claim> {
  const name = workspaceClaimName(workspace, target);
  if (target.claim === null) {
    await cluster.ensure({
      ...api,
      metadata: { name, labels: { [workspaceLabel]: slug(basename(workspace.root)) } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        ...(target.storageClass === null ? {} : { storageClassName: target.storageClass }),
        resources: { requests: { storage: target.size } }
      }
    });
  }
  return cluster.read({ ...api, name }, claimSchema);
}

export interface RunClaimOptions {
  readonly name: string;
  readonly source: Claim;
  /** What it is made of. */
  readonly from: { readonly kind: 'VolumeSnapshot' | 'PersistentVolumeClaim'; readonly name: string };
  /** Size that it must have at least; null: that of the source. */
  readonly size: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** The Workflow with which it goes. */
  readonly owner: { readonly name: string; readonly uid: string };
}

/** The claim of a run. Nobody waits for its volume: with some classes it is made for the first pod. */
export function runClaim({ name, source, from, size, labels, owner }: RunClaimOptions): NewObject {
  const { accessModes = ['ReadWriteOnce'], storageClassName, resources } = source.spec;
  const apiGroup = from.kind === 'VolumeSnapshot' ? { apiGroup: 'snapshot.storage.k8s.io' } : {};
  return {
    ...api,
    metadata: {
      name,
      labels,
      ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', name: owner.name, uid: owner.uid }]
    },
    spec: {
      accessModes,
      ...(storageClassName === undefined ? {} : { storageClassName }),
      resources: { requests: { storage: size ?? resources.requests.storage } },
      dataSource: { ...apiGroup, ...from }
    }
  };
}

export async function removeRunClaim(cluster: Cluster, name: string): Promise<void> {
  await cluster.remove({ ...api, name });
}

function slug(text: string): string {
  const safe = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return safe.slice(0, 30).replace(/-$/, '') || 'workspace';
}
