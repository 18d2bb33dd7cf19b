/** The step key: what is known before a step runs and can change its result. The runtime computes the same in Python. */
import { canonicalJson } from '../../compiler/ir/print.js';
import type { Plan, PlanStep } from '../../compiler/ir/plan.js';
import type { Artifact } from '../../protocol/artifact.js';
import { sha256 } from '../store/digest.js';

/** Raised whenever the runtime changes so that earlier results are no longer the same. */
export const KEY_FORMAT = 1;

export interface KeyFacts {
  readonly slice: PlanStep['slice'];
  /** Literal text of the step's own parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Digests of the values of its inputs. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Digest of the code before the body, when the meaning of an input depends on it; null otherwise. */
  readonly surroundings: string | null;
  /** Implementation and minor version, such as `cpython-3.12`. */
  readonly python: string;
}

/** The key as docs/store-and-runtime.md defines it. */
export function stepKey({ slice, parameters, inputs, surroundings, python }: KeyFacts): string {
  const parts = slice.map(({ name, digest }) => [name, digest]);
  const around = surroundings === null ? {} : { surroundings };
  return sha256(canonicalJson({ format: KEY_FORMAT, inputs, parameters, python, slice: parts, ...around }));
}

/** The facts of a step that takes these values. */
export function keyFacts(
  step: PlanStep,
  inputs: Readonly<Record<string, Artifact>>,
  rest: Pick<KeyFacts, 'parameters' | 'python'>
): KeyFacts {
  return {
    slice: step.slice,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, { digest }]) => [name, digest])),
    surroundings: surroundingsFor(step, inputs),
    ...rest
  };
}

/** A value that refers to functions or classes of the notebook means what their source says, wherever that stands. */
function surroundingsFor(step: PlanStep, inputs: Readonly<Record<string, Artifact>>): string | null {
  return Object.values(inputs).some(({ code }) => code === true) ? step.surroundings : null;
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
