/** Security settings that the *restricted* Pod Security Standard asks for, for our container and for those that Argo adds. */
import { yamlText } from '../kubernetes-yaml.js';
import type { ContainerSecurity } from './model.js';
import type { ArgoOptions } from './options.js';

export const containerSecurity: ContainerSecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] }
};

/** For the whole pod. The user must be a number: images that say `USER name` cannot be checked for root by the kubelet. */
export function podSecurity({ runAsUser, runAsGroup, fsGroup }: ArgoOptions): object {
  return {
    runAsNonRoot: true,
    runAsUser,
    ...(runAsGroup === null ? {} : { runAsGroup }),
    // Large volumes are not walked through at every mount.
    ...(fsGroup === null ? {} : { fsGroup, fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' }
  };
}

/**
 * A patch of the pods of steps for Argo's own containers: `init` brings the executor, `wait` reports results. Only the controller's
 * configuration sets their security otherwise, which authors of pipelines cannot see. Pods that take snapshots have no `wait` (a
 * patch would add one) and are locked down by Argo itself.
 */
export function executorPatch({ restrictExecutor }: ArgoOptions): { podSpecPatch?: string } {
  const restricted = (name: string): object => ({ name, securityContext: containerSecurity });
  const patch = { initContainers: [restricted('init')], containers: [restricted('wait')] };
  return restrictExecutor ? { podSpecPatch: yamlText(patch) } : {};
}
