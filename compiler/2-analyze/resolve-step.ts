/**
 * Resolves a step: finds where its names come from and which steps must come first. An edge that the data demands may bring new
 * providers into sight, so the step is looked at again until no edge is new.
 */
import { NameLookup, type Decision, type StepFindings } from './name-lookup.js';
import type { Program } from './program.js';
import type { Choice } from './providers.js';
import type { RepeatableDefinitions } from './repeatable.js';
import type { StepUnit } from './step-unit.js';
import { Touches } from './touches.js';

export interface StepResolution extends StepFindings {
  readonly decisions: readonly Decision[];
}

/** Resolves all steps in notebook order, and notes each in the program, where the next ones find it. */
export function resolveSteps(program: Program, repeatable: RepeatableDefinitions): readonly StepResolution[] {
  const resolver = new StepResolver(program, repeatable);
  return program.steps.map(unit => {
    const declared = unit.step.after
      .flatMap(({ step }) => program.indexOf(step) ?? [])
      .filter(step => step < unit.index);
    const resolution = resolver.resolve(unit, new Set(declared));
    program.add(resolution.step);
    return resolution;
  });
}

class StepResolver {
  private readonly touches: Touches;

  constructor(
    private readonly program: Program,
    private readonly repeatable: RepeatableDefinitions
  ) {
    this.touches = new Touches(program);
  }

  resolve(unit: StepUnit, declared: ReadonlySet<number>): StepResolution {
    const after = new Set(declared);
    const inferring = new Map<string, Choice>();
    for (;;) {
      this.program.topology.set(unit.index, after);
      const attempt = new NameLookup(this.program, unit, this.repeatable, this.touches);
      attempt.run();
      const found = attempt.decisions.filter(({ choice, inferred }) => inferred && !after.has(choice.provider));
      if (found.length === 0) {
        const inferred = new Set([...after].filter(step => !declared.has(step)));
        const decisions = attempt.decisions.map(each => asFirstMade(each, inferring));
        return { ...attempt.result(after, inferred), decisions };
      }
      for (const { demand, choice } of found) {
        after.add(choice.provider);
        inferring.set(demand.name, inferring.get(demand.name) ?? choice);
      }
    }
  }
}

/** Once its edge is there, an inferred provider looks like a declared one, and others that were possible are out of sight. */
function asFirstMade(decision: Decision, inferring: ReadonlyMap<string, Choice>): Decision {
  const first = inferring.get(decision.demand.name);
  if (first === undefined) {
    return decision;
  }
  const conflict = first.conflict.length > 0 ? first.conflict : decision.choice.conflict;
  return { ...decision, choice: { ...decision.choice, conflict }, inferred: true };
}
