/**
 * Finds where a step gets its names from, with the steps before it that are known so far. Functions of other steps bring their
 * own needs along, which are looked up from the step that uses them, as Python does.
 */
import type { BodyCall } from './python/body-facts.js';
import type { KnownBody } from './python/closures.js';
import type { ChangeLevel } from './python/ops.js';
import type { Place } from './python/step-facts.js';
import { demandOf, isHard, type Demand } from './demand.js';
import { isBuiltin } from './builtins.js';
import { meaningOf, ownMeaning, type Meaning } from './meaning.js';
import type { Origin, Program, Repeated, ResolvedStep } from './program.js';
import { chooseProvider, NOBODY, type Choice } from './providers.js';
import type { Definition, RepeatableDefinitions } from './repeatable.js';
import type { StepUnit, Unit } from './step-unit.js';
import { fullPath, type Touches, type View } from './touches.js';
import { Writes, type WriteLevel } from './writes.js';

/** A choice that is worth a word. */
export interface Decision {
  readonly demand: Demand;
  readonly choice: Choice;
  /** The edge to the provider is not declared. */
  readonly inferred: boolean;
}

/** A call in the step or in a function that it uses, placed in the step. */
export interface PlacedCall {
  readonly call: BodyCall;
  /** The dotted name of what is called, from the module that it comes from. */
  readonly path: string;
  readonly place: Place;
}

/** Everything that was found out about a step. */
export interface StepFindings {
  readonly step: ResolvedStep;
  /** The gravest demand for each name that the notebook would look up here. */
  readonly demands: ReadonlyMap<string, Demand>;
  /** Demands that nothing answers. */
  readonly unanswered: readonly Demand[];
  readonly calls: readonly PlacedCall[];
  readonly view: View;
}

export class NameLookup {
  readonly decisions: Decision[] = [];
  private readonly demands = new Map<string, Demand>();
  private readonly unanswered: Demand[] = [];
  private readonly origins = new Map<string, Origin>();
  private readonly inputs = new Map<string, number>();
  private readonly definitions = new Map<string, Repeated>();
  private readonly parameters = new Set<string>();
  private readonly writes = new Writes();
  private readonly found: Omit<PlacedCall, 'path'>[] = [];
  private readonly calls: PlacedCall[] = [];
  /** Functions of elsewhere that run here, with the names that are bound here whenever they run. */
  private readonly used = new Map<KnownBody['body'], ReadonlySet<string>>();

  constructor(
    private readonly program: Program,
    private readonly unit: StepUnit,
    private readonly repeatable: RepeatableDefinitions,
    private readonly touches: Touches
  ) {}

  run(): void {
    const { facts } = this.unit;
    const demands = [...facts.needs.values()].map(need => demandOf(need, this.unit));
    demands.filter(isHard).forEach(demand => this.demand(demand));
    demands.filter(demand => !isHard(demand)).forEach(demand => this.demand(demand));
    this.passThrough();
    this.collectWrites();
    this.takeClasses();
  }

  result(after: ReadonlySet<number>, inferred: ReadonlySet<number>): StepFindings {
    const { unit, inputs, parameters, origins, writes } = this;
    const position = ({ from, cell }: Repeated): number => this.program.unit(from).cells[cell]?.position ?? 0;
    const definitions = [...this.definitions.values()].sort(
      (left, right) => position(left) - position(right) || left.statement - right.statement
    );
    return {
      step: { unit, after, inferred, inputs, definitions, parameters, origins, writes },
      demands: this.demands,
      unanswered: this.unanswered,
      calls: this.calls,
      view: name => this.meaning(name)
    };
  }

  private demand(demand: Demand): void {
    if (isHard(demand) && !this.demands.has(demand.name)) {
      this.demands.set(demand.name, demand);
    }
    const known = this.origins.get(demand.name);
    if (known === undefined || (known.from === 'nowhere' && isHard(demand))) {
      const origin = this.find(demand);
      this.origins.set(demand.name, origin);
      this.take(demand, origin);
    }
    this.useCode(demand, this.meaningOutside(demand.name));
  }

  private find(demand: Demand): Origin {
    const { name } = demand;
    const writers = this.program.writersOf(name);
    const upstream = writers.filter(step => this.program.topology.isBefore(step, this.unit.index));
    const choice = chooseProvider(name, upstream, this.program);
    if (choice !== null) {
      this.decide({ demand, choice, inferred: false });
      return choice.provider === NOBODY ? this.common(name) : { from: 'step', step: choice.provider };
    }
    const common = this.common(name);
    if (common.from === 'prologue' || common.from === 'parameter') {
      return common;
    }
    const elsewhere = isHard(demand)
      ? chooseProvider(name, certainOf(name, writers, this.program), this.program)
      : null;
    if (elsewhere !== null && elsewhere.provider !== NOBODY) {
      return this.infer(demand, elsewhere);
    }
    if (common.from === 'nowhere' && demand.kind !== 'pass-through') {
      this.unanswered.push(demand);
    }
    return common;
  }

  /** Only steps that are not upstream define the name. An import is repeated without waiting for anybody. */
  private infer(demand: Demand, choice: Choice): Origin {
    const isImport = this.repeatable.of(choice.provider, demand.name)?.kind === 'import';
    this.decide({ demand, choice, inferred: !isImport });
    return { from: 'step', step: choice.provider };
  }

  private decide(decision: Decision): void {
    this.decisions.push(decision);
  }

  /** What every step has. */
  private common(name: string): Origin {
    if (this.program.prologue.facts.mayEnd.has(name)) {
      return { from: 'prologue' };
    }
    if (this.program.parameters.has(name)) {
      return { from: 'parameter' };
    }
    return isBuiltin(name) ? { from: 'builtin' } : { from: 'nowhere' };
  }

  private take({ name }: Demand, origin: Origin): void {
    if (origin.from === 'parameter') {
      this.parameters.add(name);
    } else if (origin.from === 'step') {
      const definition = this.repeatable.of(origin.step, name);
      if (definition !== null) {
        this.repeat(definition);
      } else if (this.meaningOutside(name).kind !== 'module' && !this.isDeleted(origin.step, name)) {
        this.inputs.set(name, origin.step);
      }
    }
  }

  private isDeleted(step: number, name: string): boolean {
    return this.program.write(step, name)?.level === 'delete';
  }

  private repeat(definition: Definition): void {
    const { name, from, cell, statement, needs } = definition;
    const key = `${String(from)} ${String(cell)} ${String(statement)}`;
    if (this.definitions.has(key)) {
      return;
    }
    this.definitions.set(key, { name, from, cell, statement });
    for (const need of needs) {
      const needed = this.repeatable.of(need.from, need.name);
      if (needed !== null) {
        this.repeat(needed);
      }
    }
  }

  /** Code of another step, or of the prologue, runs here: what it reads is needed here. */
  private useCode(demand: Demand, meaning: Meaning): void {
    if (meaning.kind !== 'code') {
      return;
    }
    for (const known of meaning.bodies) {
      const bound = this.used.get(known.body);
      const common = bound === undefined ? demand.boundThere : intersection(bound, demand.boundThere);
      if (bound === undefined || common.size < bound.size) {
        this.used.set(known.body, common);
        this.useBody({ ...demand, boundThere: common }, known, meaning.unit, bound === undefined);
      }
    }
  }

  private useBody(demand: Demand, { body, cell }: KnownBody, unit: Unit, isFirst: boolean): void {
    const facts = this.program.bodies.of(body);
    const level = (own: ChangeLevel): WriteLevel => (demand.called && own === 'certain' ? 'change' : 'touch');
    if (isFirst && isHard(demand)) {
      facts.binds.forEach((_, name) => this.writes.add(name, 'bind', demand.place));
      facts.changes.forEach(change => this.write(change.name, level(change.level), demand.place));
      this.found.push(...facts.calls.map(call => ({ call, place: demand.place })));
    }
    for (const read of facts.reads.values()) {
      const through = demand.through ?? { unit, through: { name: body.name, cell, span: read.span } };
      const inner = { ...demand, name: read.name, through, called: read.called, kind: this.kindOfInner(demand, read) };
      if (!demand.boundThere.has(read.name)) {
        this.demand(inner);
      } else {
        this.useCode(inner, ownMeaning(this.unit, read.name) ?? { kind: 'unknown' });
      }
    }
  }

  private kindOfInner(
    demand: Demand,
    read: { readonly name: string; readonly certain: boolean; readonly how: string }
  ): Demand['kind'] {
    if (demand.kind !== 'certain' && demand.kind !== 'possible') {
      return demand.kind;
    }
    if (read.how === 'text' || read.how === 'optional') {
      return read.how;
    }
    if (!demand.called && this.unit.facts.mustEnd.has(read.name)) {
      return 'later';
    }
    return demand.kind === 'certain' && demand.called && read.certain ? 'certain' : 'possible';
  }

  /** Bound on some paths only: on the others the old value goes on to later steps. */
  private passThrough(): void {
    const { mayEnd, mustEnd, needs, binds } = this.unit.facts;
    for (const name of mayEnd) {
      const bind = binds.get(name)?.at(-1);
      if (!mustEnd.has(name) && !needs.has(name) && bind !== undefined && !this.unit.facts.likelyEnd.has(name)) {
        const { place } = bind;
        this.demand({ name, kind: 'pass-through', place, through: null, boundThere: new Set(), called: false });
      }
    }
  }

  private collectWrites(): void {
    const { binds, mayEnd, goneEnd, changes, calls } = this.unit.facts;
    for (const [name, facts] of binds) {
      const last = facts.at(-1);
      if (mayEnd.has(name) && last !== undefined) {
        this.writes.add(name, 'bind', last.place);
      }
    }
    goneEnd.forEach((place, name) => this.writes.add(name, 'delete', place));
    for (const { name, level, place } of changes) {
      this.write(name, level === 'certain' ? 'change' : 'touch', place);
    }
    const view: View = name => this.meaning(name);
    this.found.push(...calls);
    for (const { call, place } of this.found) {
      this.calls.push({ call, place, path: fullPath(call, view) });
      for (const { name, level } of this.touches.of(call, view)) {
        this.write(name, level === 'certain' ? 'change' : 'touch', place);
      }
    }
  }

  /** A module is nobody's data; a number or a function cannot be changed by whoever gets it. */
  private write(name: string, level: WriteLevel, place: Place): void {
    const { goneEnd, mayEnd } = this.unit.facts;
    const meaning = this.meaning(name);
    const isFixed = meaning.kind === 'code' || (meaning.kind === 'value' && meaning.shape === 'immutable');
    const isNobodys = meaning.kind === 'module' || meaning.kind === 'builtin';
    const isGone = goneEnd.has(name) && !mayEnd.has(name);
    if (!isNobodys && !isGone && !(level === 'touch' && isFixed)) {
      this.writes.add(name, level, place);
    }
  }

  /** Values may be instances: their classes must be there before they are loaded, those of the nearest steps first. */
  private takeClasses(): void {
    const { topology, carriers } = this.program;
    for (let size = -1; size !== this.inputs.size;) {
      size = this.inputs.size;
      const providers = [...new Set(this.inputs.values())];
      const near = carriers.filter(({ step }) =>
        providers.some(each => each === step || topology.isBefore(step, each))
      );
      for (const { step, names } of [...near].reverse()) {
        names.forEach(name => this.takeCarried(step, name));
      }
    }
  }

  private takeCarried(step: number, name: string): void {
    const unit = this.program.unit(step);
    const definition = this.repeatable.of(step, name);
    const place = unit.facts.binds.get(name)?.at(-1)?.place;
    if (
      definition === null ||
      place === undefined ||
      [...this.definitions.values()].some(known => known.name === name)
    ) {
      return;
    }
    this.repeat(definition);
    const demand: Demand = { name, kind: 'deferred', place, through: null, boundThere: new Set(), called: false };
    this.useCode(demand, ownMeaning(unit, name) ?? { kind: 'unknown' });
  }

  private meaning(name: string): Meaning {
    return ownMeaning(this.unit, name) ?? this.meaningOutside(name);
  }

  private meaningOutside(name: string): Meaning {
    const origin = this.origins.get(name);
    return meaningOf(name, origin ?? this.common(name), this.program);
  }
}

function certainOf(name: string, writers: readonly number[], program: Program): readonly number[] {
  return writers.some(
    step => program.write(step, name)?.level === 'bind' || program.write(step, name)?.level === 'change'
  )
    ? writers
    : [];
}

function intersection(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...left].filter(name => right.has(name)));
}
