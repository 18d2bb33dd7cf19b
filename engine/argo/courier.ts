/** A pod that mounts a volume for a while, so that files get into it and out of it. */
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import type { Cluster } from '../kubernetes/cluster.js';
import { podSchema, type NewObject } from '../kubernetes/objects.js';
import { call, type Called } from '../kubernetes/pod-streams.js';
import { watchObject } from '../kubernetes/watch.js';
import { filesIn, framesOf, type IncomingFile, type OutgoingFile } from './frames.js';
import { waitingReason, type WaitingReason } from '../kubernetes/waiting-reason.js';

export interface CourierOptions {
  readonly name: string;
  /** The claim of the volume. */
  readonly claim: string;
  readonly image: string;
  readonly python: string;
  readonly runAsUser: number;
  readonly fsGroup: number | null;
  readonly labels: Readonly<Record<string, string>>;
  /** The text of collard/courier.py. */
  readonly program: string;
}

/** What is compared: `mirror`: files that came earlier and are no longer among them go. */
export interface Comparison {
  readonly files: readonly Pick<OutgoingFile, 'path' | 'size' | 'mtime'>[];
  readonly mirror: boolean;
}

const differenceSchema = z.strictObject({ missing: z.array(z.string()), unsure: z.record(z.string(), z.string()) });
export type Difference = Readonly<z.infer<typeof differenceSchema>>;

/** Seconds. A pod that nobody removes ends by itself. */
const longestLife = 6 * 60 * 60;
const longestStart = 300;

const volume = '/collard/volume';
const programVariable = 'COLLARD_COURIER';

export class Courier {
  private constructor(
    private readonly cluster: Cluster,
    private readonly options: CourierOptions
  ) {}

  /** The pod is up and can be called. Throws with the reason in words when it cannot start. */
  static async open(cluster: Cluster, options: CourierOptions): Promise<Courier> {
    // One of this name may be on its way out: an earlier engine was done with it, or its node is gone.
    for (let isThere = false; !isThere;) {
      await cluster.ensure(courierPod(options));
      isThere = await isUp(cluster, options.name);
    }
    return new Courier(cluster, options);
  }

  async compare(comparison: Comparison): Promise<Difference> {
    const called = await this.call('compare', Readable.from([`${JSON.stringify(comparison)}\n`]));
    const answer = await text(called.output);
    await called.ended;
    return differenceSchema.parse(JSON.parse(answer));
  }

  async deliver(files: readonly OutgoingFile[]): Promise<void> {
    const called = await this.call('receive', Readable.from(framesOf(files)));
    called.output.resume();
    await called.ended;
  }

  /** Files of the volume, as they come; those that are not there are left out. */
  async *fetch(wanted: {
    readonly folders: readonly string[];
    readonly files: readonly string[];
  }): AsyncGenerator<IncomingFile> {
    const called = await this.call('send', Readable.from([`${JSON.stringify(wanted)}\n`]));
    yield* filesIn(called.output);
    await called.ended;
  }

  close(): Promise<void> {
    return this.cluster.remove({ apiVersion: 'v1', kind: 'Pod', name: this.options.name }, 0);
  }

  private call(command: string, input: Readable): Promise<Called> {
    const { name: pod, python } = this.options;
    return call(this.cluster, { pod, container: 'courier' }, [...interpreter(python), command, volume], input);
  }
}

function interpreter(python: string): readonly string[] {
  return [python, '-c', `import os; exec(os.environ["${programVariable}"])`];
}

function courierPod(options: CourierOptions): NewObject {
  const { name, claim, image, python, runAsUser, fsGroup, labels, program } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { ...labels, 'sidecar.istio.io/inject': 'false' } },
    spec: {
      restartPolicy: 'Never',
      activeDeadlineSeconds: longestLife,
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser,
        ...(fsGroup === null ? {} : { fsGroup }),
        seccompProfile: { type: 'RuntimeDefault' }
      },
      containers: [
        {
          name: 'courier',
          image,
          command: [...interpreter(python), 'wait', String(longestLife)],
          env: [{ name: programVariable, value: program }],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          volumeMounts: [{ name: 'volume', mountPath: volume }]
        }
      ],
      volumes: [{ name: 'volume', persistentVolumeClaim: { claimName: claim } }]
    }
  };
}

/** False: it is gone, or has ended and was removed. */
async function isUp(cluster: Cluster, name: string): Promise<boolean> {
  const pod = { apiVersion: 'v1', kind: 'Pod', plural: 'pods', name };
  const signal = AbortSignal.timeout(longestStart * 1000);
  let waiting: WaitingReason | null = null;
  for await (const { metadata, status, ...rest } of watchObject(cluster, pod, podSchema, signal)) {
    const isGoing = metadata.deletionTimestamp !== undefined;
    if (!isGoing && status.containerStatuses?.some(({ state }) => state?.running !== undefined) === true) {
      return true;
    }
    if (!isGoing && (status.phase === 'Succeeded' || status.phase === 'Failed')) {
      await cluster.remove(pod, 0);
    }
    waiting = waitingReason({ metadata, status, ...rest });
    if (waiting?.final === true) {
      break;
    }
  }
  if (waiting === null && !signal.aborted) {
    return false;
  }
  throw new OperationalError(
    'cluster-failed',
    `Pod ${name}, which copies files, did not start: ${waiting?.message ?? 'no reason is known'}`,
    {
      hint: 'It uses the image of the steps and mounts the volume of the workspace.'
    }
  );
}
