/** The objects that the tests make. */
import { settings } from './settings.js';
import type { Reference, Resource } from './user.js';

export type Named = Resource & Reference;

export function claim(namespace: string, name: string, from: { snapshot?: string; bytes?: string } = {}): Named {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace },
    spec: claimSpec(from)
  };
}

/** Of a claim, and of a template for one. */
export function claimSpec({ snapshot, bytes = '1Gi' }: { snapshot?: string; bytes?: string }): object {
  return {
    accessModes: ['ReadWriteOnce'],
    ...(settings.storageClass === null ? {} : { storageClassName: settings.storageClass }),
    resources: { requests: { storage: bytes } },
    ...(snapshot === undefined
      ? {}
      : { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: snapshot } })
  };
}

export function snapshot(
  namespace: string,
  name: string,
  source: string,
  snapshotClass = settings.snapshotClass
): Named {
  return {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name, namespace },
    spec: {
      ...(snapshotClass === null ? {} : { volumeSnapshotClassName: snapshotClass }),
      source: { persistentVolumeClaimName: source }
    }
  };
}

/** A pod that runs Python code with a claim at /work, as pods of notebooks do: not as root. */
export function pythonPod(namespace: string, name: string, claimName: string, code: string): Named {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      restartPolicy: 'Never',
      securityContext: podSecurity,
      containers: [{ name: 'main', ...pythonContainer(code), volumeMounts: [{ name: 'work', mountPath: '/data' }] }],
      volumes: [{ name: 'work', persistentVolumeClaim: { claimName } }]
    }
  };
}

export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 100,
  fsGroup: 100,
  seccompProfile: { type: 'RuntimeDefault' }
} as const;

export function pythonContainer(code: string): object {
  return { image: settings.image, imagePullPolicy: 'IfNotPresent', command: ['python', '-c', code] };
}
