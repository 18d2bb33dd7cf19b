/** Whether we may do on the cluster all that a run asks for, before anything is made there. */
import * as z from 'zod';
import { OperationalError } from '../../../protocol/operational-error.js';
import type { Cluster } from '../../kubernetes/cluster.js';
import type { Isolation } from '../target.js';

/** One verb on one kind of objects, as roles write them. */
export interface Right {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verb: string;
}

const reviewSchema = z.looseObject({ status: z.looseObject({ allowed: z.boolean() }) });

/** Throws `unauthorized` with every right that is missing. */
export async function checkRights(cluster: Cluster, isolation: Isolation): Promise<void> {
  const rights = neededRights(isolation);
  const answers = await Promise.all(rights.map(right => isAllowed(cluster, right)));
  const missing = rights.filter((_, index) => answers[index] === false).map(rightText);
  if (missing.length > 0) {
    throw new OperationalError(
      'unauthorized',
      `You may not ${missing.join(', ')} in namespace ${cluster.namespace}, which a run needs`,
      {
        hint: 'Ask for the roles in deploy/author-role.yaml and deploy/workspace-role.yaml of Collard, or name another namespace.'
      }
    );
  }
}

/** Without the right to take snapshots a run works on a clone, so it is not among them. */
function neededRights(isolation: Isolation): readonly Right[] {
  return [
    ...rightsOn('argoproj.io', 'workflows', ['create', 'get', 'list', 'watch', 'patch']),
    ...rightsOn('', 'persistentvolumeclaims', isolation === 'direct' ? ['create', 'get'] : ['create', 'get', 'delete']),
    ...rightsOn('', 'pods', ['create', 'get', 'list', 'watch', 'delete']),
    { group: '', resource: 'pods', subresource: 'exec', verb: 'create' },
    { group: '', resource: 'pods', subresource: 'log', verb: 'get' }
  ];
}

function rightsOn(group: string, resource: string, verbs: readonly string[]): readonly Right[] {
  return verbs.map(verb => ({ group, resource, verb }));
}

async function isAllowed(cluster: Cluster, right: Right): Promise<boolean> {
  const resourceAttributes = { ...right, namespace: cluster.namespace };
  const review = await cluster.ask({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes }
  });
  return reviewSchema.parse(review).status.allowed;
}

function rightText({ resource, subresource, verb }: Right): string {
  return `${verb} ${subresource === undefined ? resource : `${resource}/${subresource}`}`;
}
