/**
 * Where the cluster lives on this machine. The places are fixed, so that what one checkout left behind is found and removed by another, and
 * short, because the path of a Unix socket ends at 107 bytes. The files in test/cluster/config name some of them too.
 */

/** Everything that a running cluster writes; removed with it. */
export const state = '/var/lib/collard-cluster';

/** Built programs and images, kept for the next time. */
export const cache = '/var/cache/collard-cluster';

/** Configuration, manifests and programs in this checkout, whose root is the working folder. */
export const sources = 'test/cluster';

/** The kernel's groups of the pods' processes are below one of this name, in each hierarchy of /sys/fs/cgroup. */
export const controlGroup = 'collard-cluster';

export const sockets = {
  containerd: `${state}/containerd.sock`,
  storage: `${state}/kubelet/plugins/folder.csi.collard.test/csi.sock`
} as const;

export const network = {
  /** A bridge without ports, which carries the addresses of the node and of the API server. */
  hostLink: 'collard-host',
  nodeAddress: '10.194.0.1',
  /** The first address of the services, where pods look for the API server. */
  apiAddress: '10.195.0.1',
  services: '10.195.0.0/24',
  /** The bridge of the pods, made by the network plugin (config/cni). */
  podLink: 'collard-pods',
  podPrefix: '10.196.0.'
} as const;

export const nodeName = 'collard-node';

/** The namespace that `npm run cluster` prepares for trying things out. */
export const playground = 'notebooks';

export const kubeconfigs = {
  admin: `${state}/kubeconfig/admin.json`,
  author: `${state}/kubeconfig/author.json`,
  controllerManager: `${state}/kubeconfig/controller-manager.json`,
  scheduler: `${state}/kubeconfig/scheduler.json`,
  node: `${state}/kubeconfig/node.json`
} as const;
