/** The step key: what is known before a step runs and can change its result. The runtime computes the same in Python. */
import { canonicalJson } from '../../compiler/ir/print.js';
import type { Plan, PlanStep } from '../../compiler/ir/plan.js';
import { sha256 } from '../store/digest.js';

/** Raised whenever the runtime changes so that earlier results are no longer the same. */
export const KEY_FORMAT = 1;

export interface KeyFacts {
  readonly slice: PlanStep['slice'];
  /** Literal text of the step's own parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Digests of the values of its inputs. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Implementation and minor version, such as `cpython-3.12`. */
  readonly python: string;
}

/** The key as docs/store-and-runtime.md defines it. */
export function stepKey({ slice, parameters, inputs, python }: KeyFacts): string {
  const parts = slice.map(({ name, digest }) => [name, digest]);
  return sha256(canonicalJson({ format: KEY_FORMAT, inputs, parameters, python, slice: parts }));
}

/** The parameters that the step reads: the value of the run, else the notebook's. */
export function stepParameters(
  plan: Plan,
  step: PlanStep,
  overrides: Readonly<Record<string, string>>
): Readonly<Record<string, string>> {
  const literals = new Map(plan.parameters.map(({ name, literal }) => [name, literal]));
  return Object.fromEntries(step.parameters.map(name => [name, overrides[name] ?? literals.get(name) ?? 'None']));
}
