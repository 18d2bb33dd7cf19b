/** Builds plans by hand, so that tests of the engine need no compiler: one cell a step, everything explicit. */
import { PLAN_VERSION } from '../../compiler/ir/plan-version.js';
import { type Parameter, type Plan, type PlanStep } from '../../compiler/ir/plan.js';
import { sha256 } from '../../engine/store/digest.js';

export interface TestStep {
  readonly code: string;
  /** Input name → the step that provides it. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: readonly string[];
  /** Order without data. */
  readonly after?: readonly string[];
  readonly metrics?: readonly string[];
  readonly parameters?: readonly string[];
  readonly imports?: readonly string[];
  readonly cache?: PlanStep['cache'];
  readonly retry?: number;
  readonly timeout?: number;
  /** Environment variables that hold secrets. */
  readonly secrets?: readonly string[];
}

/** A plan with these steps, in this order; parameters as Python literals. */
export function plan(
  steps: Readonly<Record<string, TestStep>>,
  parameters: Readonly<Record<string, string>> = {}
): Plan {
  return {
    version: PLAN_VERSION,
    name: 'test-pipeline',
    description: '',
    python: null,
    parameters: Object.entries(parameters).map(([name, literal]) => parameter(name, literal)),
    cells: Object.entries(steps).map(([name, { code }], position) => ({ id: `cell-${name}`, position, source: code })),
    modules: [],
    steps: Object.entries(steps).map(([name, step]) => planStep(name, step))
  };
}

function planStep(name: string, step: TestStep): PlanStep {
  const cell = `cell-${name}`;
  const inputs = Object.entries(step.inputs ?? {}).map(([input, from]) => ({ name: input, from }));
  const after = [...new Set([...inputs.map(({ from }) => from), ...(step.after ?? [])])];
  return {
    name,
    cells: [cell],
    after,
    inferred: [],
    inputs,
    outputs: (step.outputs ?? []).map(output => ({ name: output, cell, line: 1 })),
    results: [],
    parameters: step.parameters ?? [],
    metrics: (step.metrics ?? []).map(variable => ({ name: variable.replaceAll('_', '-'), variable })),
    code: [{ kind: 'body', cell, line: 1 }],
    slice: [{ name: `cell ${cell}`, digest: sha256(step.code) }],
    surroundings: sha256(''),
    imports: step.imports ?? [],
    limits: {},
    labels: {},
    annotations: {},
    image: null,
    cache: step.cache ?? 'auto',
    report: false,
    secrets: (step.secrets ?? []).map(env => ({ secret: 'vault', key: 'token', env })),
    retry: step.retry ?? 0,
    timeout: step.timeout ?? null
  };
}

function parameter(name: string, literal: string): Parameter {
  return { name, type: 'str', literal, value: literal, cell: 'cell-parameters', line: 1 };
}
