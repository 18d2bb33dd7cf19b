/** The step runner and the plan: where pods find them, and the ConfigMap that brings them along. */
import { digestText } from '../../ir/digest.js';
import { canonicalJson } from '../../ir/print.js';
import type { Plan } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import { pipelineLabel, planAnnotation } from './labels.js';
import type { ConfigMap, Volume, VolumeMount } from './model.js';
import { shortened } from './names.js';
import type { ArgoOptions } from './options.js';
import { utf8Length } from './words.js';
import { storeFolder } from './workspace.js';

/** Kubernetes' limit for the data of a ConfigMap, in bytes. */
const largestData = 1 << 20;

const volumeName = 'program';
const folder = '/collard/program';
const [archiveFile, planFile] = ['runtime.pyz', 'plan.json'];

export interface Program {
  readonly digest: string;
  /** Paths in the pods. */
  readonly runtime: string;
  readonly plan: string;
  readonly mounts: readonly VolumeMount[];
  readonly volumes: readonly Volume[];
  readonly configMaps: readonly ConfigMap[];
}

export function programOf(plan: Plan, options: ArgoOptions, problems: EmitProblems): Program {
  const text = canonicalJson(plan);
  const digest = digestText(text);
  if (options.program.kind === 'store') {
    const store = storeFolder(options);
    const [runtime, path] = [`${store}/runtime/${options.program.runtime}.pyz`, `${store}/plans/${digest}.json`];
    return { digest, runtime, plan: path, mounts: [], volumes: [], configMaps: [] };
  }
  const { archive } = options.program;
  const configMap = programConfigMap(plan, { text, digest, archive }, options);
  checkSize(text, archive, problems);
  return {
    digest,
    runtime: `${folder}/${archiveFile}`,
    plan: `${folder}/${planFile}`,
    mounts: [{ name: volumeName, mountPath: folder, readOnly: true }],
    volumes: [{ name: volumeName, configMap: { name: configMap.metadata.name ?? '' } }],
    configMaps: [configMap]
  };
}

/** Named by its content: a Workflow that was submitted earlier keeps the program that it was made with. */
function programConfigMap(
  { name }: Plan,
  { text, digest, archive }: { readonly text: string; readonly digest: string; readonly archive: string },
  { namespace }: ArgoOptions
): ConfigMap {
  const content = digestText(digest + archive).slice(0, 10);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${shortened(name, 200)}-${content}`,
      ...(namespace === null ? {} : { namespace }),
      labels: { [pipelineLabel]: name },
      annotations: { [planAnnotation]: digest }
    },
    immutable: true,
    data: { [planFile]: text },
    binaryData: { [archiveFile]: archive }
  };
}

function checkSize(text: string, archive: string, problems: EmitProblems): void {
  const size = utf8Length(text) + Math.floor((archive.length * 3) / 4);
  if (size > largestData) {
    const message = `The plan and the step runner take ${Math.ceil(size / 1024)} KiB, more than the 1024 KiB of a ConfigMap.`;
    const hint = 'Let the pods find them on a volume (--snapshot or --claim), or move long code to a module.';
    problems.error({ code: 'too-large', step: null, message, hint });
  }
}
