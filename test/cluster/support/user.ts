/** What somebody can do with the API server, by the rights of their token. */
import { CoreV1Api, KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { settings } from './settings.js';

/** Any object; what the tests look at of it is checked by what they expect. */
export interface Resource extends KubernetesObject {
  readonly spec?: unknown;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export interface User {
  readonly create: (object: Resource) => Promise<Resource>;
  /** Server-side: everything but the storing. */
  readonly tryCreate: (object: Resource) => Promise<Resource>;
  readonly read: (object: Reference) => Promise<Resource>;
  readonly remove: (object: Reference) => Promise<unknown>;
  readonly list: (apiVersion: string, kind: string, namespace?: string) => Promise<readonly Resource[]>;
  readonly log: (namespace: string, pod: string, container: string) => Promise<string>;
}

export function administrator(): User {
  return userOf(administratorConfig());
}

/** A service account, with a token that is good for an hour. */
export async function serviceAccount(namespace: string, name: string): Promise<User> {
  const config = administratorConfig();
  const { status } = await config.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
    namespace,
    name,
    body: { spec: { audiences: [], expirationSeconds: 3600 } }
  });
  const cluster = config.getCurrentCluster();
  const token = status?.token;
  if (cluster === null || token === undefined) {
    throw new Error(`No token for ${name} in ${namespace}`);
  }
  const limited = new KubeConfig();
  limited.loadFromClusterAndUser(cluster, { name, token });
  return userOf(limited);
}

function administratorConfig(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(settings.kubeconfig);
  return config;
}

function userOf(config: KubeConfig): User {
  const objects = KubernetesObjectApi.makeApiClient(config);
  const core = config.makeApiClient(CoreV1Api);
  return {
    create: object => objects.create(object),
    tryCreate: object => objects.create(object, undefined, 'All'),
    read: object => objects.read<Resource>(object),
    remove: object => objects.delete(object, undefined, undefined, undefined, undefined, 'Background'),
    list: async (apiVersion, kind, namespace) => (await objects.list<Resource>(apiVersion, kind, namespace)).items,
    log: (namespace, name, container) => core.readNamespacedPodLog({ namespace, name, container })
  };
}
