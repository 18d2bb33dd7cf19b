/** From a plan and options to a run that may begin: everything that can be refused is refused here, before anything runs. */
import { randomBytes } from 'node:crypto';
import type { Plan, PlanStep } from '../../compiler/ir/plan.js';
import { OperationalError } from '../../protocol/operational-error.js';
import type { RunHeader } from '../../protocol/run.js';
import type { SubmitOptions } from '../engine.js';
import { sha256 } from '../store/digest.js';

/** Refuses parameters and steps that the plan does not have. */
export function checkOptions(plan: Plan, { parameters, only, jobs }: SubmitOptions): void {
  checkNames(Object.keys(parameters), plan.parameters, 'parameter');
  checkNames(only, plan.steps, 'step');
  if (!Number.isInteger(jobs) || jobs < 1) {
    throw new OperationalError('invalid-input', `The number of jobs must be 1 or more, not ${jobs}`);
  }
}

/** The steps that a run is about, in plan order: those asked for and everything that they need. */
export function selectedSteps(plan: Plan, only: readonly string[]): readonly PlanStep[] {
  if (only.length === 0) {
    return plan.steps;
  }
  const needed = new Set(only);
  for (const step of [...plan.steps].reverse()) {
    if (needed.has(step.name)) {
      step.after.forEach(name => needed.add(name));
    }
  }
  return plan.steps.filter(({ name }) => needed.has(name));
}

/** The header of a new run. Its id begins with the time (UTC), so that ids sort by age, and ends with a digest. */
export function runHeader(plan: Plan, planDigest: string, options: SubmitOptions): RunHeader {
  const now = new Date();
  const literals = plan.parameters.map(({ name, literal }) => [name, options.parameters[name] ?? literal] as const);
  const parameters = Object.fromEntries(literals);
  const nonce = randomBytes(8).toString('hex');
  const digest = sha256(JSON.stringify([planDigest, parameters, nonce]));
  return {
    version: 1,
    id: `${timeText(now)}-${digest.slice(0, 6)}`,
    plan: planDigest,
    pipeline: plan.name,
    notebook: options.notebook,
    target: 'local',
    created: now.toISOString(),
    parameters,
    only: [...options.only],
    fresh: options.fresh,
    jobs: options.jobs,
    python: options.python,
    cwd: options.cwd,
    title: options.title ?? '',
    origin: options.origin ?? 'command',
    kernelVariables: { ...options.kernelVariables }
  };
}

/** `2026-11-24T17:52:20.123Z` becomes `20261124-175220123`. */
function timeText(time: Date): string {
  return time
    .toISOString()
    .replace(/[-:.Z]/g, '')
    .replace('T', '-');
}

function checkNames(
  asked: readonly string[],
  known: readonly { readonly name: string }[],
  kind: 'parameter' | 'step'
): void {
  const names = known.map(({ name }) => name);
  const unknown = asked.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new OperationalError('invalid-input', `The pipeline has no ${kind} ${unknown}`, {
      hint: names.length === 0 ? `It has no ${kind}s at all.` : `It has ${names.join(', ')}.`
    });
  }
}
