/**
 * Target argo: a plan as an object for Argo Workflows, one pod a step. The pods run the step runner on the plan; the document names
 * both and holds no code of the notebook, unless it is to be self-contained. docs/argo.md describes what it consists of.
 */
import type { Plan } from '../../ir/plan.js';
import { EmitProblems } from '../emit-problem.js';
import type { EmitProblem } from '../emit-problem.js';
import type { EmittedDocument } from '../emitter.js';
import { kubernetesYaml } from '../kubernetes-yaml.js';
import { checkOptions } from './checks.js';
import { argoObject, documentName } from './kinds.js';
import type { KubernetesObject } from './model.js';
import type { ArgoOptions } from './options.js';
import { programOf } from './program.js';
import { utf8Length } from './words.js';
import { workflowSpec } from './workflow-spec.js';

export { argoDefaults } from './options.js';
export type { ArgoKind, ArgoOptions, ProgramSource, RunSnapshots, WorkspaceSource } from './options.js';
export { cellsAnnotation, pipelineLabel, planAnnotation, stepLabel, stepNameAnnotation } from './labels.js';
export { parameterName, templateNames } from './names.js';
export { metricFile } from './outputs.js';
export { parameterText } from './parameters.js';
export { claimParameter, snapshotParameter } from './workspace.js';

export interface ArgoEmission {
  /** The Workflow, template or schedule last, after what it needs. Empty when some problem is an error. */
  readonly objects: readonly KubernetesObject[];
  /** The same as one YAML file. */
  readonly documents: readonly EmittedDocument[];
  readonly problems: readonly EmitProblem[];
}

/** What Argo's controller takes by default, in bytes of JSON. */
const largestWorkflow = 1 << 20;

export function emitArgo(plan: Plan, options: ArgoOptions): ArgoEmission {
  const problems = new EmitProblems();
  checkOptions(plan, options, problems);
  const program = programOf(plan, options, problems);
  const workflow = argoObject(plan, program.digest, workflowSpec(plan, program, options, problems), options);
  checkSize(workflow, problems);
  if (problems.hasErrors) {
    return { objects: [], documents: [], problems: problems.all };
  }
  const objects = [...program.configMaps, workflow];
  const text = kubernetesYaml(objects);
  const document = { fileName: documentName(plan, options), mediaType: 'application/yaml', text };
  return { objects, documents: [document], problems: problems.all };
}

function checkSize(workflow: KubernetesObject, problems: EmitProblems): void {
  const size = utf8Length(JSON.stringify(workflow));
  if (size > largestWorkflow) {
    const message = `The Workflow takes ${Math.ceil(size / 1024)} KiB, more than the 1024 KiB that Argo accepts.`;
    problems.error({
      code: 'too-large',
      step: null,
      message,
      hint: 'Put large parameters into a file of the workspace.'
    });
  }
}
