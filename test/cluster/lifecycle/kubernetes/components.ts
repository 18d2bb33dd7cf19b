/** The processes of the cluster, each with its words. What a word means is in the reference of each program; comments say why it is here. */
import { certificateFolder, signingKey, tokenFile } from './credentials.js';
import type { Daemon } from '../processes/daemons.js';
import { argoexecImage } from '../images/images.js';
import { kubeconfigs, network, nodeName, sockets, state } from '../places.js';

const etcdAddress = 'http://127.0.0.1:12379';
const etcdPeerAddress = 'http://127.0.0.1:12380';

/** Those that make an empty cluster of one node. */
export function kubernetes(
  programs: string
): Record<'containerd' | 'etcd' | 'apiServer' | 'controllerManager' | 'scheduler' | 'kubelet', Daemon> {
  return {
    containerd: { name: 'containerd', command: 'containerd', words: ['--config', `${state}/config/containerd.toml`] },
    etcd: {
      name: 'etcd',
      command: `${programs}/etcd`,
      words: flags({
        name: 'collard',
        'data-dir': `${state}/etcd`,
        'listen-client-urls': etcdAddress,
        'advertise-client-urls': etcdAddress,
        'listen-peer-urls': etcdPeerAddress,
        'initial-advertise-peer-urls': etcdPeerAddress,
        'initial-cluster': `collard=${etcdPeerAddress}`,
        'log-level': 'warn',
        'unsafe-no-fsync': 'true' // nothing here has to survive the machine
      })
    },
    apiServer: {
      name: 'kube-apiserver',
      command: `${programs}/kube-apiserver`,
      words: flags({
        'etcd-servers': etcdAddress,
        'bind-address': network.apiAddress,
        'secure-port': '443',
        'advertise-address': network.apiAddress,
        'service-cluster-ip-range': network.services,
        'cert-dir': certificateFolder,
        'token-auth-file': tokenFile,
        'authorization-mode': 'Node,RBAC',
        'enable-admission-plugins': 'NodeRestriction',
        'allow-privileged': 'true',
        'kubelet-preferred-address-types': 'InternalIP',
        'service-account-issuer': 'https://kubernetes.default.svc',
        'service-account-key-file': signingKey.public,
        'service-account-signing-key-file': signingKey.private,
        profiling: 'false'
      })
    },
    controllerManager: {
      name: 'kube-controller-manager',
      command: `${programs}/kube-controller-manager`,
      words: flags({
        kubeconfig: kubeconfigs.controllerManager,
        'leader-elect': 'false',
        'service-account-private-key-file': signingKey.private,
        'root-ca-file': `${certificateFolder}/apiserver.crt`,
        'use-service-account-credentials': 'true',
        'bind-address': '127.0.0.1',
        'secure-port': '10257',
        'cert-dir': `${state}/controller-manager`,
        profiling: 'false'
      })
    },
    scheduler: {
      name: 'kube-scheduler',
      command: `${programs}/kube-scheduler`,
      words: flags({
        kubeconfig: kubeconfigs.scheduler,
        'leader-elect': 'false',
        'bind-address': '127.0.0.1',
        'secure-port': '10259',
        'cert-dir': `${state}/scheduler`,
        profiling: 'false'
      })
    },
    kubelet: {
      name: 'kubelet',
      command: `${programs}/kubelet`,
      words: flags({
        config: `${state}/config/kubelet.yaml`,
        kubeconfig: kubeconfigs.node,
        'hostname-override': nodeName,
        'node-ip': network.nodeAddress,
        'root-dir': `${state}/kubelet`,
        'cert-dir': `${state}/kubelet-certificates`
      })
    }
  };
}

/** The CSI driver, and what stands between it and Kubernetes. */
export function storage(
  programs: string
): Record<'driver' | 'snapshotController' | 'snapshotter' | 'provisioner', Daemon> {
  const patience = '120s'; // copying a large folder is one call
  const words = { kubeconfig: kubeconfigs.admin };
  const sidecar = { ...words, 'csi-address': sockets.storage, timeout: patience };
  return {
    driver: {
      name: 'csi-folder',
      command: `${programs}/csi-folder`,
      words: flags({
        name: 'folder.csi.collard.test',
        node: nodeName,
        state: `${state}/storage`,
        kubelet: `${state}/kubelet`
      })
    },
    snapshotController: {
      name: 'snapshot-controller',
      command: `${programs}/snapshot-controller`,
      words: flags(words)
    },
    snapshotter: { name: 'csi-snapshotter', command: `${programs}/csi-snapshotter`, words: flags(sidecar) },
    provisioner: {
      name: 'csi-provisioner',
      command: `${programs}/csi-provisioner`,
      words: flags({ ...sidecar, 'default-fstype': 'ext4' })
    }
  };
}

export function workflowController(programs: string): Daemon {
  return {
    name: 'workflow-controller',
    command: `${programs}/workflow-controller`,
    words: flags({
      kubeconfig: kubeconfigs.admin,
      namespace: 'argo',
      'executor-image': argoexecImage,
      'executor-image-pull-policy': 'IfNotPresent'
    }),
    environment: {
      LEADER_ELECTION_DISABLE: 'true',
      DEFAULT_REQUEUE_TIME: '200ms' // the default of 10 s is how long every step would take
    }
  };
}

function flags(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
