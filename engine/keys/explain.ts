/** Compares a step with its earlier executions, to say what makes it different this time. */
import { join } from 'node:path';
import * as z from 'zod';
import { planSchema, type Plan, type PlanStep } from '../../compiler/ir/plan.js';
import { artifactSchema } from '../../protocol/artifact.js';
import { runIds } from '../store/runs.js';
import { jsonIn } from '../store/tolerant-read.js';
import { attemptFolder, type Workspace } from '../store/workspace.js';
import { keyFacts, stepParameters, type KeyFacts } from './step-key.js';
import type { MissReason } from './miss.js';

/** How many runs are looked through, and how many executions are compared: explaining must not slow a run down. */
const runsLookedAt = 50;
const executionsCompared = 5;

/** The part of `request.json` that says what an execution depended on. */
const earlierRequestSchema = z.looseObject({
  plan: z.string(),
  step: z.string(),
  cwd: z.string(),
  parameters: z.record(z.string(), z.string()),
  inputs: z.record(z.string(), artifactSchema),
  python: z.string().optional()
});

/** What the compared executions have in common; a step of another pipeline is not this one, whatever its name. */
export interface PastOf {
  readonly pipeline: string;
  /** Absolute path of the working folder. */
  readonly folder: string;
}

/** The past of a pipeline in a workspace, read at most once: one is made for each run. */
export class History {
  constructor(
    private readonly workspace: Workspace,
    private readonly of: PastOf
  ) {}

  /** What differs from the most similar recent execution of the step; `first-run` when there is none. */
  differences(step: PlanStep, now: KeyFacts): readonly MissReason[] {
    const all = this.executions(step.name).map(was => compareFacts(step, was, now));
    const [nearest] = all.sort((left, right) => left.length - right.length);
    if (nearest === undefined) {
      return [{ kind: 'first-run' }];
    }
    return nearest.length > 0 ? nearest : [{ kind: 'no-record' }];
  }

  /** Facts of recent executions, newest first. */
  private executions(step: string): readonly KeyFacts[] {
    this.runs ??= runIds(this.workspace).slice(0, runsLookedAt);
    const found: KeyFacts[] = [];
    for (const run of this.runs) {
      const facts = this.factsOf(join(attemptFolder(this.workspace, run, step, 1), 'request.json'));
      if (facts !== null) {
        found.push(facts);
      }
      if (found.length === executionsCompared) {
        break;
      }
    }
    return found;
  }

  private factsOf(requestPath: string): KeyFacts | null {
    const request = earlierRequestSchema.safeParse(jsonIn(requestPath)).data;
    const plan = request?.cwd === this.of.folder ? this.planAt(request.plan) : null;
    const step = plan?.steps.find(({ name }) => name === request?.step);
    if (request === undefined || plan?.name !== this.of.pipeline || step === undefined) {
      return null;
    }
    const parameters = stepParameters(plan, step, request.parameters);
    return keyFacts(step, request.inputs, { parameters, python: request.python ?? '' });
  }

  private planAt(path: string): Plan | null {
    const known = this.plans.get(path);
    if (known !== undefined) {
      return known;
    }
    const plan = planSchema.safeParse(jsonIn(path)).data ?? null;
    this.plans.set(path, plan);
    return plan;
  }

  private runs: readonly string[] | null = null;
  private readonly plans = new Map<string, Plan | null>();
}

/** Everything in which two executions of a step differ. */
export function compareFacts(step: PlanStep, was: KeyFacts, now: KeyFacts): readonly MissReason[] {
  return [
    ...comparePython(was.python, now.python),
    ...compareSlices(was.slice, now.slice),
    ...compareSurroundings(was.surroundings, now.surroundings),
    ...compareParameters(was.parameters, now.parameters),
    ...compareInputs(step, was.inputs, now.inputs)
  ];
}

function comparePython(was: string, now: string): readonly MissReason[] {
  return was === '' || was === now ? [] : [{ kind: 'python', was, now }];
}

function compareSlices(was: PlanStep['slice'], now: PlanStep['slice']): readonly MissReason[] {
  const before = digestsByName(was);
  const after = digestsByName(now);
  const reasons = [...new Set([...after.keys(), ...before.keys()])].flatMap((name): MissReason[] => {
    const [old, current] = [before.get(name), after.get(name)];
    if (old === current) {
      return [];
    }
    const change = old === undefined ? 'added' : current === undefined ? 'removed' : 'edited';
    return [{ kind: 'code', name, change }];
  });
  const [moved] = now.filter((part, place) => part.name !== was[place]?.name);
  return reasons.length === 0 && moved !== undefined ? [{ kind: 'code', name: moved.name, change: 'moved' }] : reasons;
}

function compareSurroundings(was: string | null, now: string | null): readonly MissReason[] {
  return was === null || now === null || was === now ? [] : [{ kind: 'surroundings' }];
}

/** A name may stand for several parts, such as the statements of one cell: they count as one. */
function digestsByName(slice: PlanStep['slice']): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, digest } of slice) {
    found.set(name, (found.get(name) ?? '') + digest);
  }
  return found;
}

function compareParameters(was: KeyFacts['parameters'], now: KeyFacts['parameters']): readonly MissReason[] {
  return unionOfKeys(was, now)
    .filter(name => was[name] !== now[name])
    .map(name => ({ kind: 'parameter', name, was: was[name] ?? null, now: now[name] ?? null }));
}

function compareInputs(step: PlanStep, was: KeyFacts['inputs'], now: KeyFacts['inputs']): readonly MissReason[] {
  return unionOfKeys(was, now)
    .filter(name => was[name] !== now[name])
    .map(name => {
      const from = step.inputs.find(input => input.name === name)?.from ?? 'an earlier step';
      const change = was[name] === undefined ? 'added' : now[name] === undefined ? 'removed' : 'value';
      return { kind: 'input', name, from, change };
    });
}

function unionOfKeys(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}
