/** One specification, three kinds of objects: a run, a template that people submit runs of, and a schedule of runs. */
import type { Plan } from '../../ir/plan.js';
import { pipelineLabel, planAnnotation } from './labels.js';
import type { KubernetesObject, Metadata, WorkflowSpec } from './model.js';
import { shortened } from './names.js';
import type { ArgoOptions } from './options.js';

const apiVersion = 'argoproj.io/v1alpha1';
/** Argo appends the time to the name of a schedule and puts both into a label. */
export const longestCronName = 52;

export function argoObject(plan: Plan, digest: string, spec: WorkflowSpec, options: ArgoOptions): KubernetesObject {
  const named = { ...metadata(plan, digest, options) };
  switch (options.kind) {
    case 'workflow': {
      const name = options.name === null ? { generateName: `${shortened(plan.name, 57)}-` } : { name: options.name };
      return object('Workflow', { ...name, ...named }, spec);
    }
    case 'template': {
      const name = options.name ?? plan.name;
      return object(
        'WorkflowTemplate',
        { name, ...named },
        { ...spec, workflowMetadata: ofRuns(plan, digest, options) }
      );
    }
    case 'cron': {
      const name = options.name ?? shortened(plan.name, longestCronName);
      return object(
        'CronWorkflow',
        { name, ...named },
        {
          schedules: options.schedules,
          ...(options.timezone === null ? {} : { timezone: options.timezone }),
          // A run that takes longer than the pause between two is not overtaken by the next.
          concurrencyPolicy: 'Forbid',
          workflowMetadata: ofRuns(plan, digest, options),
          workflowSpec: spec
        }
      );
    }
  }
}

function object(kind: string, named: Metadata, spec: object): KubernetesObject & { readonly spec: object } {
  return { apiVersion, kind, metadata: named, spec };
}

function metadata(plan: Plan, digest: string, options: ArgoOptions): Metadata {
  const { labels, annotations } = ofRuns(plan, digest, options);
  const description = [plan.description, options.link === null ? '' : `[Open in Collard](${options.link})`]
    .filter(text => text !== '')
    .join('\n\n');
  return {
    ...(options.namespace === null ? {} : { namespace: options.namespace }),
    labels: labels ?? {},
    annotations: {
      ...annotations,
      ...(description === '' ? {} : { 'workflows.argoproj.io/description': description })
    }
  };
}

/** What every run of the pipeline carries. It holds no free text: Argo replaces braces in it. */
function ofRuns(plan: Plan, digest: string, options: ArgoOptions): Metadata {
  return {
    labels: { ...options.labels, [pipelineLabel]: plan.name },
    annotations: {
      ...options.annotations,
      'workflows.argoproj.io/title': plan.name,
      [planAnnotation]: digest
    }
  };
}

/** A name for the object as it may be put into a file name. */
export function documentName(plan: Plan, { name, kind }: ArgoOptions): string {
  return `${name ?? plan.name}.${kind}.yaml`;
}
