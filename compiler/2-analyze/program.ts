/** The whole notebook while names are resolved: steps, prologue, parameters, and what has been found out so far. */
import type { LeftOutCell, ReadNotebook } from '../1-read/notebook-model.js';
import type { Parameter } from '../ir/plan.js';
import type { CellAnalysis } from './python/cell-analysis.js';
import type { BodyFactsTable } from './python/body-facts.js';
import type { BindFact, StepFacts } from './python/step-facts.js';
import { PROLOGUE, type StepUnit, type Unit } from './step-unit.js';
import { Topology } from './topology.js';
import type { Writes } from './writes.js';

/** Where a step gets a name from. */
export type Origin =
  | { readonly from: 'step'; readonly step: number }
  | { readonly from: 'prologue' }
  | { readonly from: 'parameter' }
  | { readonly from: 'builtin' }
  | { readonly from: 'nowhere' };

/** A definition of an earlier step that is repeated. */
export interface Repeated {
  readonly name: string;
  readonly from: number;
  /** Cell of the step and statement of the cell. */
  readonly cell: number;
  readonly statement: number;
}

/** What has been found out about a step. */
export interface ResolvedStep {
  readonly unit: StepUnit;
  readonly after: ReadonlySet<number>;
  readonly inferred: ReadonlySet<number>;
  /** Names that it takes as values: name → providing step. */
  readonly inputs: ReadonlyMap<string, number>;
  readonly definitions: readonly Repeated[];
  readonly parameters: ReadonlySet<string>;
  /** Where each name that is not its own comes from. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly writes: Writes;
}

export interface Carrier {
  readonly step: number;
  readonly names: readonly string[];
}

export interface LeftOut extends LeftOutCell {
  readonly analysis: CellAnalysis;
}

export class Program {
  readonly topology: Topology;
  readonly resolved: ResolvedStep[] = [];

  constructor(
    readonly notebook: ReadNotebook,
    readonly steps: readonly StepUnit[],
    readonly prologue: Unit,
    readonly parameters: ReadonlyMap<string, Parameter>,
    readonly leftOut: readonly LeftOut[],
    readonly bodies: BodyFactsTable
  ) {
    this.topology = new Topology(steps.length);
    for (const step of steps) {
      this.indices.set(step.name, step.index);
      for (const name of step.facts.mayEnd) {
        this.binders.set(name, [...(this.binders.get(name) ?? []), step.index]);
      }
    }
  }

  unit(index: number): Unit {
    return index === PROLOGUE ? this.prologue : (this.steps[index] ?? this.prologue);
  }

  stepName(index: number): string {
    return this.steps[index]?.name ?? '';
  }

  indexOf(name: string): number | null {
    return this.indices.get(name) ?? null;
  }

  /** Steps with definitions that values may need: classes, and functions that are used as values. */
  get carriers(): readonly Carrier[] {
    this.carrying ??= this.steps.flatMap(({ index, facts }) => {
      const names = [...facts.binds].filter(([name, binds]) => isCarried(name, binds, facts)).map(([name]) => name);
      return names.length === 0 ? [] : [{ step: index, names }];
    });
    return this.carrying;
  }

  /** Adds a resolved step; they come in notebook order. */
  add(step: ResolvedStep): void {
    this.resolved.push(step);
    for (const [name] of step.writes.entries()) {
      this.writers.set(name, [...(this.writers.get(name) ?? []), step.unit.index]);
    }
  }

  /** Resolved steps that write a name in any way, in notebook order. */
  writersOf(name: string): readonly number[] {
    return this.writers.get(name) ?? [];
  }

  /** All steps whose own code binds a name, resolved or not. */
  bindersOf(name: string): readonly number[] {
    return this.binders.get(name) ?? [];
  }

  write(step: number, name: string): ReturnType<Writes['get']> {
    return this.resolved[step]?.writes.get(name);
  }

  /** Every name that the notebook binds anywhere that runs. */
  get knownNames(): ReadonlySet<string> {
    this.names ??= new Set([...this.binders.keys(), ...this.prologue.facts.mayEnd, ...this.parameters.keys()]);
    return this.names;
  }

  private carrying: readonly Carrier[] | null = null;
  private readonly indices = new Map<string, number>();
  private names: ReadonlySet<string> | null = null;
  private readonly binders = new Map<string, readonly number[]>();
  private readonly writers = new Map<string, readonly number[]>();
}

function isCarried(name: string, binds: readonly BindFact[], { escaping }: StepFacts): boolean {
  const shape = binds.at(-1)?.op?.shape;
  return shape === 'class' || (shape === 'function' && escaping.has(name));
}
