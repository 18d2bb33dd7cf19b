/** What a run does on the cluster: brings the workspace there, makes the Workflow and its volume, and takes away what it made. */
import { argoDefaults, emitArgo, type ArgoOptions } from '../../compiler/4-emit/argo/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { Cluster } from '../kubernetes/cluster.js';
import { objectSchema, type Claim, type NewObject } from '../kubernetes/objects.js';
import { patiently } from '../kubernetes/patience.js';
import { removeSnapshot, takeSnapshot } from '../snapshots/volume-snapshot.js';
import { bytesText } from '../../protocol/quantities.js';
import { recordedPath } from '../store/workspace.js';
import type { ArgoContext } from './argo-run.js';
import { collectResults } from './collect.js';
import { Courier } from './courier.js';
import { collectPodName, runLabel, uploadPodName } from './names.js';
import type { Isolation } from './target.js';
import { uploadWorkspace } from './upload.js';
import { ensureWorkspaceClaim, removeRunClaim, runClaim, workspaceClaimName } from './volumes.js';
import { workflowApi } from './workflow.js';

/** What an interrupted transfer has brought is not sent again. */
const transferPatience = { seconds: 900, answer: 24 * 60 * 60 };
/** Seconds until a snapshot must be ready. */
const snapshotDeadline = 600;

/** How the run's volume is made of that of the workspace. */
type Origin =
  | { readonly isolation: 'snapshot'; readonly size: string | null }
  | { readonly isolation: Exclude<Isolation, 'snapshot'> };

export class ClusterRun {
  constructor(
    private readonly cluster: Cluster,
    private readonly context: ArgoContext
  ) {
    this.name = context.submission.name;
    this.labels = { [runLabel]: context.header.id };
  }

  /** Everything until the Workflow works. Each part is there at most once, however often this is called. */
  async submit(): Promise<void> {
    const { workspace, submission, notify } = this.context;
    const there = await this.cluster.readOrNull({ ...workflowApi, name: this.name }, objectSchema);
    const claim = await ensureWorkspaceClaim(this.cluster, workspace, submission.target);
    if (there === null) {
      await this.upload(claim.metadata.name);
    }
    const origin = await this.origin(claim);
    const workflow = await this.cluster.ensure(this.workflow(claim, origin));
    notify(`Workflow ${this.name} in namespace ${this.cluster.namespace}`);
    if (origin.isolation !== 'direct') {
      const from =
        origin.isolation === 'snapshot'
          ? ({ kind: 'VolumeSnapshot', name: this.name } as const)
          : ({ kind: 'PersistentVolumeClaim', name: claim.metadata.name } as const);
      const size = origin.isolation === 'snapshot' ? origin.size : null;
      const owner = { name: this.name, uid: workflow.metadata.uid ?? '' };
      await this.cluster.ensure(runClaim({ name: this.name, source: claim, from, size, labels: this.labels, owner }));
    }
  }

  /** `Stop` lets pods end in order; `Terminate` does not. */
  async shutDown(how: 'Stop' | 'Terminate'): Promise<void> {
    await this.cluster.merge({ ...workflowApi, name: this.name }, { spec: { shutdown: how } });
  }

  async collect(): Promise<void> {
    const { workspace, header } = this.context;
    const claim = await this.claimOfRun();
    await this.withCourier('bringing the results back', collectPodName(this.name), claim, courier =>
      collectResults(workspace, header.id, courier)
    );
  }

  /** After its results are here, a run needs neither its volume nor the snapshot. The Workflow stays for Argo's own interface. */
  async tidy(): Promise<void> {
    await Promise.all([
      removeRunClaim(this.cluster, this.name),
      removeSnapshot(this.cluster, this.name).catch(() => undefined) // a cluster without snapshots knows no such kind
    ]);
  }

  private async upload(claim: string): Promise<void> {
    const { workspace, header, submission, earlier, notify } = this.context;
    const needed = { run: header.id, plan: header.plan, runtime: submission.runtime, records: earlier };
    const { files, bytes } = await this.withCourier('sending the workspace', uploadPodName(this.name), claim, courier =>
      uploadWorkspace(workspace, needed, courier)
    );
    notify(`Workspace is on claim ${claim}: ${files} files (${bytesText(bytes)}) were sent`);
  }

  private async origin(claim: Claim): Promise<Origin> {
    const { target } = this.context.submission;
    if (target.isolation !== 'snapshot') {
      return { isolation: target.isolation };
    }
    try {
      const taken = { name: this.name, claim: claim.metadata.name, snapshotClass: target.snapshotClass };
      const size = await takeSnapshot(this.cluster, { ...taken, labels: this.labels, deadline: snapshotDeadline });
      return { isolation: 'snapshot', size };
    } catch (error) {
      if (!(error instanceof OperationalError)) {
        throw error;
      }
      this.context.notify(`No snapshot can be taken, so the run works on a clone of the volume. ${error.message}`);
      return { isolation: 'clone' };
    }
  }

  private workflow(claim: Claim, { isolation }: Origin): NewObject {
    const { plan } = this.context;
    const name = isolation === 'direct' ? claim.metadata.name : this.name;
    const { objects, problems } = emitArgo(plan, this.emitOptions(name, claim));
    const [workflow] = objects;
    if (workflow === undefined) {
      const [problem] = problems.filter(({ severity }) => severity === 'error');
      throw new OperationalError('invalid-input', problem?.message ?? 'No Workflow can be made of this pipeline', {
        hint: problem?.hint ?? ''
      });
    }
    return { ...workflow, metadata: { ...workflow.metadata, name: this.name } };
  }

  private emitOptions(claim: string, { spec }: Claim): ArgoOptions {
    const { workspace, header, submission, steps } = this.context;
    const { target } = submission;
    const shared = spec.accessModes?.includes('ReadWriteMany') === true;
    return {
      ...argoDefaults,
      name: this.name,
      namespace: this.cluster.namespace,
      run: header.id,
      parameters: header.parameters,
      steps: submission.steps,
      fresh: header.fresh
        ? steps.map(({ name }) => name).filter(name => header.only.length === 0 || header.only.includes(name))
        : [],
      image: target.image,
      python: target.python,
      mountPath: target.mountPath,
      folder: recordedPath(workspace, header.cwd),
      workspace: { kind: 'claim', name: claim, accessMode: shared ? 'ReadWriteMany' : 'ReadWriteOnce' },
      program: { kind: 'store', runtime: submission.runtime },
      serviceAccount: target.serviceAccount,
      runAsUser: target.runAsUser,
      fsGroup: target.fsGroup,
      labels: this.labels
    };
  }

  private async claimOfRun(): Promise<string> {
    const { workspace, submission } = this.context;
    const own = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: this.name };
    const found = await this.cluster.readOrNull(own, objectSchema);
    return found?.metadata.name ?? workspaceClaimName(workspace, submission.target);
  }

  /** What a lost connection has interrupted is done again, with another pod where the first one is gone. */
  private withCourier<Result>(
    doing: string,
    name: string,
    claim: string,
    work: (courier: Courier) => Promise<Result>
  ): Promise<Result> {
    const { courier: program, submission } = this.context;
    const { image, python, runAsUser, fsGroup } = submission.target;
    const options = { name, claim, image, python, runAsUser, fsGroup, program, labels: this.labels };
    return patiently(
      doing,
      async () => {
        const courier = await Courier.open(this.cluster, options);
        try {
          return await work(courier);
        } finally {
          await courier.close();
        }
      },
      transferPatience
    );
  }

  private readonly name: string;
  private readonly labels: Readonly<Record<string, string>>;
}
