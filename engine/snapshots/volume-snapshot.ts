/** A VolumeSnapshot: made once, and waited for. */
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import type { Cluster } from '../kubernetes/cluster.js';
import { metadataSchema, type NewObject } from '../kubernetes/objects.js';
import { watchObject } from '../kubernetes/watch.js';

const apiVersion = 'snapshot.storage.k8s.io/v1';
const kind = 'VolumeSnapshot';

const snapshotSchema = z.looseObject({
  metadata: metadataSchema,
  status: z
    .looseObject({
      readyToUse: z.boolean().optional(),
      restoreSize: z.string().optional(),
      error: z.looseObject({ message: z.string().optional() }).optional()
    })
    .optional()
});

export interface SnapshotOptions {
  readonly name: string;
  /** The claim whose volume is taken. */
  readonly claim: string;
  /** VolumeSnapshotClass; null: the default one of the volume's driver. */
  readonly snapshotClass: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds until it must be ready. */
  readonly deadline: number;
}

/**
 * Makes the snapshot unless it is there and waits until volumes can be made from it; returns how large they must be at least, null where
 * the driver does not say. The controller tries again after every error, so only the deadline ends the waiting, and then its last error tells why.
 */
export async function takeSnapshot(cluster: Cluster, options: SnapshotOptions): Promise<string | null> {
  await cluster.ensure(snapshotObject(options));
  const watched = { ...snapshotReference(options.name), plural: 'volumesnapshots' };
  const signal = AbortSignal.timeout(options.deadline * 1000);
  let lastError = 'its driver has not said why';
  for await (const { status } of watchObject(cluster, watched, snapshotSchema, signal)) {
    if (status?.readyToUse === true) {
      return status.restoreSize ?? null;
    }
    lastError = status?.error?.message ?? lastError;
    if (isHopeless(lastError)) {
      break;
    }
  }
  throw new OperationalError('cluster-failed', `Snapshot ${options.name} is not ready: ${lastError}`, {
    retryable: true
  });
}

export async function removeSnapshot(cluster: Cluster, name: string): Promise<void> {
  await cluster.remove(snapshotReference(name));
}

function snapshotReference(name: string): { apiVersion: string; kind: string; name: string } {
  return { apiVersion, kind, name };
}

/** No class for the driver: no further attempt of the controller will find one. */
function isHopeless(error: string): boolean {
  return /cannot find default snapshot class|failed to get input parameters|does not support snapshot/i.test(error);
}

function snapshotObject({ name, claim, snapshotClass, labels }: SnapshotOptions): NewObject {
  return {
    apiVersion,
    kind,
    metadata: { name, labels },
    spec: {
      ...(snapshotClass === null ? {} : { volumeSnapshotClassName: snapshotClass }),
      source: { persistentVolumeClaimName: claim }
    }
  };
}
