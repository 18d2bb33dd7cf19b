/** The specification of a Workflow, field by field. */
import type { Plan } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import { pipelineGraph } from './graph.js';
import { pipelineLabel } from './labels.js';
import type { Volume, WorkflowSpec } from './model.js';
import { graphTemplate, snapshotTemplate, templateNames } from './names.js';
import type { ArgoOptions } from './options.js';
import { checkParameterSizes, nativeParameters } from './parameters.js';
import type { Program } from './program.js';
import { oneNode } from './scheduling.js';
import { executorPatch, podSecurity } from './security.js';
import { snapshotTemplates } from './snapshots.js';
import { stepTemplate } from './step-template.js';
import { workspaceParameters, workspaceVolume } from './workspace.js';

export function workflowSpec(plan: Plan, program: Program, options: ArgoOptions, problems: EmitProblems): WorkflowSpec {
  const names = templateNames(plan);
  const steps = plan.steps.filter(({ name }) => options.steps === null || options.steps.includes(name));
  const parameters = [...nativeParameters(plan, options.parameters), ...workspaceParameters(options)];
  checkParameterSizes(plan, steps, options.parameters, problems);
  const { volumes, ...claims } = workspaceVolume(options);
  return {
    entrypoint: graphTemplate,
    ...(options.snapshots === 'final' ? { onExit: snapshotTemplate } : {}),
    ...(parameters.length > 0 ? { arguments: { parameters } } : {}),
    ...(options.serviceAccount === null ? {} : { serviceAccountName: options.serviceAccount }),
    // A service mesh's proxy would keep pods from ending.
    podMetadata: { labels: { [pipelineLabel]: plan.name, 'sidecar.istio.io/inject': 'false' } },
    ...(options.imagePullSecrets.length > 0
      ? { imagePullSecrets: options.imagePullSecrets.map(name => ({ name })) }
      : {}),
    ...(options.parallelism === null ? {} : { parallelism: options.parallelism }),
    ...oneNode(plan, steps, options),
    securityContext: podSecurity(options),
    ...(options.snapshots === 'none' ? executorPatch(options) : {}),
    ...claims,
    ...allVolumes(volumes ?? [], program.volumes),
    // Pods of a failed run stay with their logs as long as the Workflow.
    podGC: { strategy: 'OnWorkflowSuccess' },
    ttlStrategy: { secondsAfterSuccess: options.keepSucceeded, secondsAfterFailure: options.keepFailed },
    templates: [
      pipelineGraph(steps, names, options),
      ...steps.map(step => stepTemplate(step, { plan, names, program, options, problems })),
      ...snapshotTemplates(plan.name, options)
    ]
  };
}

function allVolumes(workspace: readonly Volume[], program: readonly Volume[]): { volumes?: readonly Volume[] } {
  const volumes = [...workspace, ...program];
  return volumes.length > 0 ? { volumes } : {};
}
