/**
 * The only door to `@kubernetes/client-node`. It is loaded when a cluster is asked for and not before: the package is ten times as large as
 * the rest of the program.
 */
import type * as KubernetesLibrary from '@kubernetes/client-node';

export type { KubeConfig } from '@kubernetes/client-node';

export function loadLibrary(): Promise<typeof KubernetesLibrary> {
  return import('@kubernetes/client-node');
}
