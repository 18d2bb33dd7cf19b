/** A step → the template of its pod. Nothing that the author of the notebook wrote stands in the command. */
import type { Plan, PlanStep } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import { podMetadata } from './labels.js';
import type { EnvironmentVariable, StepTemplate } from './model.js';
import type { ArgoOptions } from './options.js';
import { metricFile, outputParameters, outputsFolder } from './outputs.js';
import { parameterVariables } from './parameters.js';
import type { Program } from './program.js';
import { resourcesOf } from './resources.js';
import { retryStrategy } from './retries.js';
import { schedulingOf } from './scheduling.js';
import { containerSecurity, executorPatch } from './security.js';
import { encodedWord, hasTemplateTag, withoutExpansion } from './words.js';
import { storeFolder, workspaceMount } from './workspace.js';

/** What the templates of all steps share. */
export interface StepContext {
  readonly plan: Plan;
  readonly names: ReadonlyMap<string, string>;
  readonly program: Program;
  readonly options: ArgoOptions;
  readonly problems: EmitProblems;
}

export function stepTemplate(step: PlanStep, context: StepContext): StepTemplate {
  const { plan, names, program, options, problems } = context;
  const name = names.get(step.name) ?? step.name;
  const resources = resourcesOf(step, options, problems);
  const env = environmentOf(step, options, problems);
  return {
    name,
    metadata: podMetadata(plan, step, name, problems),
    ...schedulingOf(step, options, problems),
    // Kubernetes counts whole seconds, from the moment that a node takes the pod.
    ...(step.timeout === null ? {} : { activeDeadlineSeconds: Math.ceil(step.timeout) }),
    retryStrategy: retryStrategy(step),
    ...(options.snapshots === 'none' ? {} : executorPatch(options)),
    container: {
      image: imageOf(step, options, problems),
      ...(options.imagePullPolicy === null ? {} : { imagePullPolicy: options.imagePullPolicy }),
      command: [options.python, program.runtime],
      args: argumentsOf(step, context),
      ...(env.length > 0 ? { env } : {}),
      ...(resources === null ? {} : { resources }),
      securityContext: containerSecurity,
      volumeMounts: [workspaceMount(options), ...program.mounts]
    },
    outputs: { parameters: outputParameters(step) }
  };
}

/** Words for `collard/runtime/pod.py`. */
function argumentsOf(step: PlanStep, { program, options }: StepContext): readonly string[] {
  const run = options.run ?? '{{workflow.name}}';
  return [
    'pod',
    program.plan,
    step.name,
    `--workspace=${options.mountPath}`,
    `--store=${storeFolder(options)}`,
    `--folder=${encodedWord(options.folder)}`,
    `--run=${run}`,
    '--retries={{retries}}',
    `--outputs=${outputsFolder}`,
    ...step.metrics.map(({ name }) => `--metric=${encodedWord(name)}:${metricFile(name)}`),
    ...(options.workspace.kind === 'image' ? ['--put-back'] : []),
    ...(options.fresh.includes(step.name) ? ['--fresh'] : [])
  ];
}

function environmentOf(step: PlanStep, options: ArgoOptions, problems: EmitProblems): readonly EnvironmentVariable[] {
  const shared = Object.entries(options.environment).filter(([name, value]) => {
    if (hasTemplateTag(value)) {
      const message = `Argo would replace the braces in the environment variable ${name}; it is left out.`;
      problems.warning({ code: 'braces', step: null, message, hint: 'Set it in the image, or in the notebook.' });
    }
    return !hasTemplateTag(value);
  });
  return [
    ...parameterVariables(step),
    ...shared.map(([name, value]) => ({ name, value: withoutExpansion(value) })),
    ...step.secrets.map(({ env, secret, key }) => ({ name: env, valueFrom: { secretKeyRef: { name: secret, key } } }))
  ];
}

/** A reference as registries understand it: host, path, tag, digest. */
const imageReference = /^[A-Za-z0-9][-A-Za-z0-9._/:@+]*$/;

function imageOf({ name: step, image: own }: PlanStep, { image: shared }: ArgoOptions, problems: EmitProblems): string {
  const image = own ?? shared;
  if (image === null) {
    const hint =
      'Name one for all steps (--image, or docker_image in the notebook settings), or tag the step with image:….';
    problems.error({ code: 'image-missing', step, message: `Step ${step} has no container image.`, hint });
    return '';
  }
  if (!imageReference.test(image)) {
    const message = `"${image}" is not the name of a container image.`;
    problems.error({
      code: 'invalid-image',
      step,
      message,
      hint: 'Write it like registry.example.com/team/image:1.0.'
    });
  }
  return image;
}
