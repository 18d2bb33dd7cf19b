/** VolumeSnapshots of the run's volume, taken by the Workflow itself: after each step, or once at the end. */
import { yamlText } from '../kubernetes-yaml.js';
import type { PlanStep } from '../../ir/plan.js';
import { pipelineLabel, stepLabel } from './labels.js';
import type { DagTask, ResourceTemplate } from './model.js';
import { graphTemplate, snapshotTaskPrefix, snapshotTemplate } from './names.js';
import type { ArgoOptions } from './options.js';
import { claimOfRun } from './workspace.js';

/** On a snapshot: the Workflow whose volume it shows. */
export const runLabel = 'collard/workflow';

/**
 * The template that takes a snapshot and waits until it can be used. The snapshot has no owner: it outlives the Workflow, and whoever
 * asked for it removes it by its labels. An error of the driver is no failure; Kubernetes tries again.
 */
export function snapshotTemplates(pipeline: string, options: ArgoOptions): readonly ResourceTemplate[] {
  if (options.snapshots === 'none') {
    return [];
  }
  const manifest = {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: {
      generateName: '{{workflow.name}}-',
      labels: {
        [pipelineLabel]: pipeline,
        [runLabel]: '{{workflow.name}}',
        [stepLabel]: '{{inputs.parameters.after}}'
      }
    },
    spec: {
      ...(options.snapshotClass === null ? {} : { volumeSnapshotClassName: options.snapshotClass }),
      source: { persistentVolumeClaimName: claimOfRun(options) }
    }
  };
  return [
    {
      name: snapshotTemplate,
      inputs: { parameters: [{ name: 'after', default: graphTemplate }] },
      outputs: { parameters: [{ name: 'name', valueFrom: { jsonPath: '{.metadata.name}' } }] },
      resource: {
        action: 'create',
        successCondition: 'status.readyToUse == true',
        manifest: yamlText(manifest)
      }
    }
  ];
}

/** The task that other steps wait for, so that the snapshot shows the volume as the step left it. */
export function lastTaskOf(step: string, { snapshots }: ArgoOptions): string {
  return snapshots === 'each-step' ? snapshotTaskPrefix + step : step;
}

/** Snapshots that belong into the graph. */
export function snapshotTasks(
  steps: readonly PlanStep[],
  names: ReadonlyMap<string, string>,
  { snapshots }: ArgoOptions
): readonly DagTask[] {
  if (snapshots !== 'each-step') {
    return [];
  }
  return steps.map(({ name }) => {
    const step = names.get(name) ?? name;
    return {
      name: snapshotTaskPrefix + step,
      template: snapshotTemplate,
      depends: `${step}.Succeeded`,
      arguments: { parameters: [{ name: 'after', value: step }] }
    };
  });
}
