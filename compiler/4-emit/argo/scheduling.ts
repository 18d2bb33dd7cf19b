/** On which nodes pods may stand: options for all steps, two annotations for one. */
import type { Plan, PlanStep } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import { nodeSelectorAnnotation, tolerationsAnnotation } from './labels.js';
import type { Affinity } from './model.js';
import type { ArgoOptions, Toleration } from './options.js';
import { deviceTolerations } from './resources.js';

export interface Scheduling {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
}

/** `annotation:collard/node-selector:pool=gpu,zone=a` and `annotation:collard/tolerations:dedicated=ml:NoSchedule`. */
export function schedulingOf(step: PlanStep, options: ArgoOptions, problems: EmitProblems): Scheduling {
  const labels = annotated(step, nodeSelectorAnnotation, selectorEntry, 'key=value', problems);
  const own = annotated(step, tolerationsAnnotation, toleration, 'key=value:NoSchedule', problems);
  const nodeSelector = { ...options.nodeSelector, ...Object.fromEntries(labels) };
  const tolerations = [...options.tolerations, ...own, ...deviceTolerations(step)];
  return {
    ...(Object.keys(nodeSelector).length > 0 ? { nodeSelector } : {}),
    ...(tolerations.length > 0 ? { tolerations } : {})
  };
}

/** A comma-separated annotation, entry by entry; what cannot be read is reported. */
function annotated<Entry>(
  step: PlanStep,
  annotation: string,
  read: (text: string) => Entry | null,
  form: string,
  problems: EmitProblems
): readonly Entry[] {
  const texts = (step.annotations[annotation] ?? '').split(',').map(text => text.trim());
  return texts
    .filter(text => text !== '')
    .flatMap(text => {
      const entry = read(text);
      if (entry === null) {
        const message = `"${text}" in the annotation ${annotation} of step ${step.name} cannot be read.`;
        problems.error({
          code: 'invalid-scheduling',
          step: step.name,
          message,
          hint: `Write ${form}, and commas between several.`
        });
      }
      return entry === null ? [] : [entry];
    });
}

const key = '[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?';
const value = '([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?';

function selectorEntry(text: string): readonly [key: string, value: string] | null {
  const [name = '', wanted = '', ...more] = text.split('=');
  const isFine = more.length === 0 && text.includes('=') && matches(key, name) && matches(value, wanted);
  return isFine ? [name, wanted] : null;
}

/** As `kubectl taint` writes taints: `key`, `key=value`, with `:effect` or without. */
function toleration(text: string): Toleration | null {
  const found = /^([^=:]+)(?:=([^:]*))?(?::(NoSchedule|PreferNoSchedule|NoExecute))?$/.exec(text);
  const [, name = '', wanted, effect] = found ?? [];
  if (!matches(key, name) || !matches(value, wanted ?? '')) {
    return null;
  }
  return {
    key: name,
    ...(wanted === undefined ? { operator: 'Exists' } : { operator: 'Equal', value: wanted }),
    ...(effect === undefined ? {} : { effect: effect as NonNullable<Toleration['effect']> })
  };
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern}$`).test(text);
}

/**
 * Steps that run at the same time must share a volume that only one node may mount. The first pod of a run may stand anywhere:
 * Kubernetes lets a pod pass whose own labels satisfy its affinity while no other pod does.
 */
export function oneNode(plan: Plan, steps: readonly PlanStep[], { workspace }: ArgoOptions): { affinity?: Affinity } {
  if (workspace.accessMode !== 'ReadWriteOnce' || !mayOverlap(plan, steps)) {
    return {};
  }
  const labelSelector = { matchLabels: { 'workflows.argoproj.io/workflow': '{{workflow.name}}' } };
  const term = { labelSelector, topologyKey: 'kubernetes.io/hostname' };
  return { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
}

/** Whether two of the steps may run at the same time: neither comes after the other. */
export function mayOverlap(plan: Plan, steps: readonly PlanStep[]): boolean {
  const before = new Map<string, ReadonlySet<string>>();
  for (const { name, after } of plan.steps) {
    before.set(name, new Set(after.flatMap(step => [step, ...(before.get(step) ?? [])])));
  }
  // In plan order, so the later one is the one that may come after.
  return steps.some(({ name }, place) =>
    steps.slice(0, place).some(earlier => before.get(name)?.has(earlier.name) !== true)
  );
}
