/** Where on which cluster a run goes, and as what. Kept beside the run, so that a later engine can take the run up again. */
import { join } from 'node:path';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import { writeAtomically } from '../store/atomic-file.js';
import { jsonIn } from '../store/tolerant-read.js';
import { runFolder, type Workspace } from '../store/workspace.js';

/** How a run's volume comes from that of the workspace; `direct` works on the latter itself. */
export const isolationSchema = z.enum(['snapshot', 'clone', 'direct']);
export type Isolation = z.infer<typeof isolationSchema>;

export const targetSchema = z.strictObject({
  /** File that tells how to reach the cluster; null: as kubectl finds it, or the service account of our own pod. */
  kubeconfig: z.string().nullable(),
  /** Context of it; null: the current one. */
  context: z.string().nullable(),
  namespace: z.string().nullable(),
  /** Image of the steps that name none, and of the pods that copy files. */
  image: z.string(),
  /** The interpreter in the image. */
  python: z.string(),
  /** Claim that holds the workspace; null: one of our own, made once for each workspace. */
  claim: z.string().nullable(),
  /** What a claim of our own asks for. */
  size: z.string(),
  storageClass: z.string().nullable(),
  snapshotClass: z.string().nullable(),
  isolation: isolationSchema,
  mountPath: z.string(),
  serviceAccount: z.string().nullable(),
  runAsUser: z.int().positive(),
  fsGroup: z.int().nullable()
});
export type ArgoTarget = Readonly<z.infer<typeof targetSchema>>;

export const targetDefaults: Omit<ArgoTarget, 'image'> = {
  kubeconfig: null,
  context: null,
  namespace: null,
  python: 'python',
  claim: null,
  size: '10Gi',
  storageClass: null,
  snapshotClass: null,
  isolation: 'snapshot',
  mountPath: '/home/jovyan',
  serviceAccount: null,
  runAsUser: 1000,
  fsGroup: 100
};

/** The target of a run, and which of its steps get pods: the others' results were there when it was submitted. */
const storedSchema = z.strictObject({
  target: targetSchema,
  name: z.string().describe('of the Workflow, and of what is made for it'),
  steps: z.array(z.string()).readonly(),
  runtime: z.string().describe('digest of the step runner')
});
export type ArgoSubmission = Readonly<z.infer<typeof storedSchema>>;

export function writeSubmission(workspace: Workspace, run: string, submission: ArgoSubmission): void {
  writeAtomically(workspace, submissionPath(workspace, run), JSON.stringify(submission));
}

export function readSubmission(workspace: Workspace, run: string): ArgoSubmission {
  const stored = storedSchema.safeParse(jsonIn(submissionPath(workspace, run)));
  if (!stored.success) {
    throw new OperationalError('not-found', `Run ${run} was not submitted to a cluster`, { cause: stored.error });
  }
  return stored.data;
}

function submissionPath(workspace: Workspace, run: string): string {
  return join(runFolder(workspace, run), 'argo.json');
}
