/** A Workflow as Argo reports on it, and what that says about the attempts of our steps. */
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import * as z from 'zod';
import { templateNames } from '../../compiler/4-emit/argo/index.js';
import type { Plan } from '../../compiler/ir/plan.js';
import { metadataSchema } from '../kubernetes/objects.js';

export const workflowApi = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', plural: 'workflows' } as const;

const outputSchema = z.looseObject({ name: z.string(), value: z.string().optional() });

const nodeSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  templateName: z.string().optional(),
  phase: z.string().optional(),
  message: z.string().optional(),
  startedAt: z.string().nullish(),
  finishedAt: z.string().nullish(),
  outputs: z.looseObject({ parameters: z.array(outputSchema).optional() }).optional()
});
type WorkflowNode = Readonly<z.infer<typeof nodeSchema>>;
const nodesSchema = z.record(z.string(), nodeSchema);

/** Large Workflows have their nodes compressed; Argo 4.1 may use zstd. */
const statusSchema = z
  .looseObject({
    phase: z.string().optional(),
    message: z.string().optional(),
    nodes: nodesSchema.optional(),
    compressedNodes: z.string().optional()
  })
  .transform(({ phase = '', message = '', nodes, compressedNodes }) => ({
    phase,
    message,
    nodes: nodes ?? (compressedNodes === undefined ? {} : nodesSchema.parse(decompressed(compressedNodes)))
  }));

export const workflowSchema = z.looseObject({
  metadata: metadataSchema,
  status: statusSchema.optional()
});
export type Workflow = Readonly<z.infer<typeof workflowSchema>>;

/** One pod of a step, or the place where there should have been one. */
export interface NodeOfStep {
  readonly step: string;
  /** From 1. */
  readonly attempt: number;
  readonly pod: string;
  readonly phase: 'waiting' | 'running' | 'succeeded' | 'failed' | 'left-out';
  readonly message: string;
  /** Seconds that the pod took; 0 while it is not over. */
  readonly seconds: number;
  /** What the step runner reported to Argo. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** How the Workflow ended; null while it has not. */
export function endOf({ status }: Workflow): 'succeeded' | 'failed' | null {
  switch (status?.phase) {
    case 'Succeeded':
      return 'succeeded';
    case 'Failed':
    case 'Error':
      return 'failed';
    default:
      return null;
  }
}

/** Every attempt of every step that Argo knows of, in plan order, earlier attempts first. */
export function nodesOfSteps(workflow: Workflow, plan: Pick<Plan, 'steps'>): readonly NodeOfStep[] {
  const steps = new Map([...templateNames(plan)].map(([step, template]) => [template, step]));
  const order = new Map(plan.steps.map(({ name }, place) => [name, place]));
  return Object.values(workflow.status?.nodes ?? {})
    .filter(({ type }) => type === 'Pod' || type === 'Skipped')
    .flatMap(node => {
      const step = steps.get(node.templateName ?? '');
      return step === undefined ? [] : [nodeOfStep(workflow, node, step)];
    })
    .sort((one, other) => (order.get(one.step) ?? 0) - (order.get(other.step) ?? 0) || one.attempt - other.attempt);
}

function nodeOfStep({ metadata }: Workflow, node: WorkflowNode, step: string): NodeOfStep {
  const retries = Number(/\((\d+)\)$/.exec(node.name)?.[1] ?? 0);
  return {
    step,
    attempt: retries + 1,
    pod: `${metadata.name}-${node.templateName ?? ''}-${node.id.slice(node.id.lastIndexOf('-') + 1)}`,
    phase: phaseOf(node),
    message: node.message ?? '',
    seconds: secondsBetween(node.startedAt, node.finishedAt),
    outputs: new Map((node.outputs?.parameters ?? []).map(({ name, value }) => [name, value ?? '']))
  };
}

function phaseOf({ phase = 'Pending' }: WorkflowNode): NodeOfStep['phase'] {
  switch (phase) {
    case 'Running':
      return 'running';
    case 'Succeeded':
      return 'succeeded';
    case 'Failed':
    case 'Error':
      return 'failed';
    case 'Skipped':
    case 'Omitted':
      return 'left-out';
    default:
      return 'waiting';
  }
}

function secondsBetween(start: string | null | undefined, end: string | null | undefined): number {
  const seconds = (Date.parse(end ?? '') - Date.parse(start ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

function decompressed(text: string): unknown {
  const bytes = Buffer.from(text, 'base64');
  const isZstd = bytes.readUInt32LE(0) === 0xfd2fb528;
  return JSON.parse((isZstd ? zstdDecompressSync(bytes) : gunzipSync(bytes)).toString());
}
