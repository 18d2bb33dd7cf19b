/** Small plans to draw, written as `step: after / name<from …`. */
import { PLAN_VERSION } from '../../../compiler/ir/plan-version.js';
import type { Plan, PlanStep } from '../../../compiler/ir/plan.js';

export interface Sketch {
  /** Order alone. */
  readonly after?: readonly string[];
  /** Input name → step it comes from. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly parameters?: readonly string[];
  readonly metrics?: readonly string[];
}

export function planOf(name: string, steps: Readonly<Record<string, Sketch>>): Plan {
  return {
    version: PLAN_VERSION,
    name,
    description: '',
    python: null,
    parameters: [],
    cells: [],
    modules: [],
    steps: Object.entries(steps).map(([step, sketch]) => planStep(step, sketch))
  };
}

function planStep(name: string, { after = [], inputs = {}, parameters = [], metrics = [] }: Sketch): PlanStep {
  return {
    name,
    cells: [],
    after: [...new Set([...after, ...Object.values(inputs)])],
    inferred: [],
    inputs: Object.entries(inputs).map(([input, from]) => ({ name: input, from })),
    outputs: [],
    results: [],
    parameters,
    metrics: metrics.map(metric => ({ name: metric, variable: metric.replace(/-/g, '_') })),
    code: [],
    slice: [],
    surroundings: '',
    imports: [],
    limits: {},
    labels: {},
    annotations: {},
    image: null,
    cache: 'auto',
    report: false,
    secrets: [],
    retry: 0,
    timeout: null
  };
}

export const plans: readonly Plan[] = [
  planOf('single', { only: {} }),
  planOf('chain', {
    load: {},
    clean: { inputs: { raw: 'load' } },
    train: { inputs: { df: 'clean' }, metrics: ['loss'] }
  }),
  planOf('diamond', {
    load: { parameters: ['path'] },
    left: { inputs: { df: 'load' } },
    right: { inputs: { df: 'load', labels: 'load' } },
    join: { inputs: { a: 'left', b: 'right', labels: 'load' }, metrics: ['score'] }
  }),
  planOf('order-alone', {
    download: {},
    unpack: { after: ['download'] },
    count: { after: ['download', 'unpack'] },
    report: { after: ['unpack'], inputs: { total: 'count' } }
  }),
  planOf('many-names', {
    load: {},
    use: {
      inputs: Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'größe', '数据'].map(name => [name, 'load']))
    },
    aside: {}
  }),
  planOf('fan', {
    load: {},
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map(model => [`train_${model}`, { inputs: { x: 'load', y: 'load' } }])
    ),
    compare: {
      inputs: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(model => [`score_${model}`, `train_${model}`]))
    }
  })
];
