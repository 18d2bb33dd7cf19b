/** `limit:` tags → resources of a container, and the tolerations that nodes with such devices ask for. */
import type { PlanStep } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import type { Resources } from './model.js';
import type { ArgoOptions, Toleration } from './options.js';

const standard = ['cpu', 'memory', 'ephemeral-storage'];

/** What a step may use. Whoever limits a step asks for as much, so that it gets it. */
export function resourcesOf(step: PlanStep, options: ArgoOptions, problems: EmitProblems): Resources | null {
  const own = Object.entries(step.limits).filter(([name, amount]) => isKnown(step.name, name, amount, problems));
  const asked = own.filter(([name]) => !isDevice(name));
  const limits = sorted({ ...options.limits, ...Object.fromEntries(own) });
  const requests = sorted({ ...options.requests, ...Object.fromEntries(asked) });
  return Object.keys(limits).length + Object.keys(requests).length === 0
    ? null
    : {
        ...(Object.keys(requests).length > 0 ? { requests } : {}),
        ...(Object.keys(limits).length > 0 ? { limits } : {})
      };
}

/** Nodes with devices are often tainted with the name of the device, to keep other pods away. */
export function deviceTolerations({ limits }: PlanStep): readonly Toleration[] {
  return Object.keys(limits)
    .filter(isDevice)
    .sort()
    .map(key => ({ key, operator: 'Exists', effect: 'NoSchedule' }));
}

/** Resources that are counted in whole pieces, such as `nvidia.com/gpu`; a request must equal its limit and may be left out. */
function isDevice(name: string): boolean {
  return name.includes('/');
}

function isKnown(step: string, name: string, amount: string, problems: EmitProblems): boolean {
  if (isDevice(name)) {
    if (!/^\d+$/.test(amount)) {
      const message = `Step ${step} asks for ${amount} of ${name}, which comes in whole pieces.`;
      problems.error({ code: 'unknown-resource', step, message, hint: `Write limit:${name}:1.` });
    }
    return true;
  }
  if (standard.includes(name) || name.startsWith('hugepages-')) {
    return true;
  }
  const message = `Kubernetes knows no resource ${name}, which step ${step} limits.`;
  const hint = 'Use cpu, memory, ephemeral-storage, or the full name of a device such as nvidia.com/gpu.';
  problems.error({ code: 'unknown-resource', step, message, hint });
  return false;
}

function sorted(amounts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(amounts).sort(([left], [right]) => (left < right ? -1 : 1)));
}
