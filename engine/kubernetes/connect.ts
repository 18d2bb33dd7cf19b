/** Which cluster and namespace, as whom: a context of a kubeconfig, or the service account of the pod that we run in. */
import { OperationalError } from '../../protocol/operational-error.js';
import { Cluster } from './cluster.js';
import { loadLibrary, type KubeConfig } from './library.js';

export interface ConnectionOptions {
  /** A file; null: what `KUBECONFIG` names, else `~/.kube/config`, else the service account of the pod that we run in. */
  readonly kubeconfig: string | null;
  /** A context of it; null: its current one. */
  readonly context: string | null;
  /** Null: that of the context. */
  readonly namespace: string | null;
}

export async function connect({ kubeconfig, context, namespace }: ConnectionOptions): Promise<Cluster> {
  const library = await loadLibrary();
  const config = new library.KubeConfig();
  load(config, kubeconfig);
  if (context !== null) {
    choose(config, context);
  }
  if (config.getCurrentCluster() === null) {
    throw new OperationalError('not-found', 'There is no cluster to run on', {
      hint: 'Point KUBECONFIG at the file that describes yours, or name one of its contexts with --context.'
    });
  }
  const found = namespace ?? config.getContextObject(config.getCurrentContext())?.namespace ?? 'default';
  return new Cluster(library, config, { context: config.getCurrentContext(), namespace: found });
}

function load(config: KubeConfig, file: string | null): void {
  try {
    if (file === null) {
      config.loadFromDefault();
    } else {
      config.loadFromFile(file);
    }
  } catch (error) {
    throw new OperationalError('invalid-input', 'The kubeconfig cannot be read', {
      hint: 'Look at it with: kubectl config view.',
      cause: error
    });
  }
}

function choose(config: KubeConfig, context: string): void {
  const known = config.getContexts().map(({ name }) => name);
  if (!known.includes(context)) {
    throw new OperationalError('invalid-input', `The kubeconfig has no context ${context}`, {
      hint: known.length === 0 ? 'It has none at all.' : `It has ${known.join(', ')}.`
    });
  }
  config.setCurrentContext(context);
}
