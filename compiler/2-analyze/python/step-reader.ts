/**
 * Follows the cells of a step and collects its facts. What a function does counts where the function is used: its reads see
 * the names bound at that point, its changes are changes of the step.
 */
import { inModule, type BodyCall, type BodyFactsTable } from './body-facts.js';
import { Closures, type Closure } from './closures.js';
import { aliasesOf, type Circumstances, type FlowListener } from './flow-listener.js';
import { Flow } from './flow.js';
import { FlowState, noAliases } from './flow-state.js';
import { Needs } from './needs.js';
import {
  MODULE,
  type BindOp,
  type CallOp,
  type ChangeLevel,
  type ChangeOp,
  type ClosureOp,
  type ReadOp,
  type ScopeOps,
  type Shared,
  type StarOp,
  type UnbindOp,
  type Variable
} from './ops.js';
import { visitOps } from './reach.js';
import type { BindFact, CallFact, ChangeFact, NeedKind, Place, StarFact, StepFacts, Through } from './step-facts.js';

export interface StepOptions {
  /** `from __future__ import annotations` stands in an earlier cell. */
  readonly postponesAnnotations: boolean;
}

export function readStep(cells: readonly ScopeOps[], options: StepOptions, table: BodyFactsTable): StepFacts {
  return new StepReader(cells, table).facts(options);
}

/** How a use of a function is reached, and whether it is called on the spot. */
interface Use extends Circumstances {
  readonly called: boolean;
}

class StepReader implements FlowListener {
  private readonly variables: Variable[] = [];
  private readonly ids = new Map<string, number>();
  private readonly closures: Closures;
  private readonly needs = new Needs();
  private readonly binds = new Map<string, BindFact[]>();
  private readonly changes: ChangeFact[] = [];
  private readonly calls: CallFact[] = [];
  private readonly stars: StarFact[] = [];
  private readonly deletions: Place[] = [];
  private readonly usedFunctions = new Set<string>();
  private readonly escaping = new Set<string>();
  private cell = 0;
  private statement = 0;

  constructor(
    private readonly cells: readonly ScopeOps[],
    private readonly table: BodyFactsTable
  ) {
    this.closures = new Closures(table);
    cells.forEach((ops, cell) => this.rememberBodies(ops, cell));
  }

  facts(options: StepOptions): StepFacts {
    let state: FlowState | null = FlowState.empty();
    let evaluatesAnnotations = !options.postponesAnnotations;
    for (const [cell, { statements, postponesAnnotations }] of this.cells.entries()) {
      this.cell = cell;
      evaluatesAnnotations &&= !postponesAnnotations;
      const flow = new Flow(this, this, { evaluatesAnnotations, anyWithSwallows: false });
      for (const [statement, ops] of statements.entries()) {
        this.statement = statement;
        state = flow.run(ops, state);
      }
    }
    const end = state ?? FlowState.empty();
    this.deferUnusedFunctions(end);
    return this.summary(end);
  }

  /** Variables of different cells are different unless they live in the module. */
  of({ name, scope }: Variable): number {
    const key = scope === MODULE ? name : `${String(this.cell)} ${String(scope)} ${name}`;
    const known = this.ids.get(key);
    if (known !== undefined) {
      return known;
    }
    this.ids.set(key, this.variables.length);
    this.variables.push({ name, scope, orModule: false });
    return this.variables.length - 1;
  }

  /** Where a NameError would be taken, the code goes on only if the name is bound. */
  read(op: ReadOp, id: number, state: FlowState, circumstances: Circumstances): void {
    const { variable, span, called, how } = op;
    const isModules = variable.scope === MODULE || (variable.orModule && !state.must.has(id));
    if (!isModules) {
      return;
    }
    const nameId = this.of(inModule(variable.name));
    const use = { ...circumstances, called };
    if (!state.must.has(nameId)) {
      const kind = how === 'code' ? kindOfRead(nameId, state, use) : how;
      this.need(nameId, kind, state, span, null, called, false);
      if (circumstances.guarded) {
        state.must.add(nameId);
        state.likely.add(nameId);
      }
    }
    if (!called) {
      this.escaping.add(variable.name);
    }
    const closure = this.closures.of(variable.name);
    if (closure !== null) {
      this.use(closure, variable.name, state, span, use);
    }
  }

  bind(op: BindOp): void {
    if (op.variable.scope === MODULE) {
      this.addBind({ name: op.variable.name, place: this.place(op.span), op, through: null });
    }
  }

  unbind({ variable, span, implicit }: UnbindOp): number {
    if (implicit || variable.scope !== MODULE) {
      return NO_DELETION;
    }
    return this.deletions.push(this.place(span)) - 1;
  }

  change(op: ChangeOp, id: number, state: FlowState): void {
    this.addChange(id, op.level, op);
    state.aliasesOf(id).forEach((_, other) => this.addChange(other, 'possible', op));
  }

  call(op: CallOp, state: FlowState): void {
    const root = op.root !== null && (op.root.scope === MODULE || op.root.orModule) ? op.root.name : null;
    const { path, knownMethod, span } = op;
    const callee = this.namesReached(op.callee, state);
    const given = op.arguments.map(({ position, keyword, text, shares, body }) => ({
      position,
      keyword,
      text,
      body,
      names: this.namesReached(shares, state),
      parameters: []
    }));
    this.addCall({ path, root, callee, knownMethod, span, arguments: given }, this.place(span), null);
  }

  closure({ body, span, decorated }: ClosureOp, state: FlowState): void {
    const closure = this.closures.ofBody({ body, cell: this.cell });
    if (decorated) {
      this.keep(closure, state, span);
    } else {
      this.use(closure, null, state, span, { sure: false, guarded: false, called: false });
    }
  }

  star({ module, span }: StarOp): void {
    this.stars.push({ module, place: this.place(span) });
  }

  private rememberBodies({ statements }: ScopeOps, cell: number): void {
    for (const ops of statements) {
      visitOps(ops, op => {
        if (op.op === 'bind' && op.variable.scope === MODULE) {
          op.bodies.forEach(body => this.closures.add(op.variable.name, { body, cell }));
        }
      });
    }
  }

  /** Code behind a name, or without one, runs or is given to somebody who may run it. */
  private use(closure: Closure, name: string | null, state: FlowState, span: Place['span'], use: Use): void {
    for (const { fact, through, direct } of closure.reads) {
      const id = this.of(inModule(fact.name));
      if (!state.must.has(id)) {
        const certain = use.sure && use.called && direct && fact.certain;
        const kind = fact.how === 'code' ? kindOfRead(id, state, { ...use, sure: certain }) : fact.how;
        const place = name === null ? through.span : span;
        this.need(id, kind, state, place, name === null ? null : through, fact.called, !use.called);
      }
    }
    for (const { fact, through, direct } of closure.changes) {
      const at = { ...fact, span };
      this.addChange(this.of(inModule(fact.name)), use.called || direct ? fact.level : 'possible', at, through);
    }
    for (const { fact, through, direct } of closure.binds) {
      this.addBind({ name: fact.name, place: this.place(span), op: null, through });
      const id = this.of(inModule(fact.name));
      if (use.called && direct && fact.definite) {
        state.bind(id, noAliases);
      } else {
        state.mayBind(id);
      }
    }
    if (name === null || !this.usedFunctions.has(name)) {
      closure.calls.forEach(({ fact, through }) => this.addCall(fact, this.place(span), through));
    }
    closure.functions.forEach(each => this.usedFunctions.add(each));
  }

  /** A decorator has got the function: if it calls it, this is what happens. */
  private keep(closure: Closure, state: FlowState, span: Place['span']): void {
    for (const { fact, through } of closure.reads) {
      const id = this.of(inModule(fact.name));
      if (!state.must.has(id)) {
        this.need(id, fact.how === 'code' ? 'kept' : fact.how, state, span, through, fact.called, false);
      }
    }
    for (const { fact, through } of closure.changes) {
      this.addChange(this.of(inModule(fact.name)), 'possible', { ...fact, span }, through);
    }
  }

  private need(
    id: number,
    kind: NeedKind,
    state: FlowState,
    span: Place['span'],
    through: Through | null,
    called: boolean,
    mayWait: boolean
  ): void {
    const deletion = state.gone.get(id);
    const deletedAt = deletion === undefined ? null : (this.deletions[deletion] ?? null);
    this.needs.add(id, { kind, place: this.place(span), through, called, deletedAt }, state.must, mayWait);
  }

  /** Functions that the step only defines: whoever uses them needs what they read. */
  private deferUnusedFunctions(end: FlowState): void {
    for (const name of this.closures.all.keys()) {
      const closure = this.usedFunctions.has(name) ? null : this.closures.of(name);
      for (const { fact, through } of closure?.reads ?? []) {
        const id = this.of(inModule(fact.name));
        if (!end.must.has(id) && !this.needs.has(id)) {
          const place = { cell: through.cell, statement: 0, span: through.span };
          this.needs.add(
            id,
            { kind: 'deferred', place, through, called: fact.called, deletedAt: null },
            end.must,
            false
          );
        }
      }
    }
  }

  private summary(end: FlowState): StepFacts {
    const names = (ids: Iterable<number>): string[] =>
      [...ids].filter(id => this.isModules(id)).map(id => this.nameOf(id));
    const gone = [...end.gone].flatMap(([id, deletion]) => {
      const place = this.deletions[deletion];
      return place !== undefined && this.isModules(id) ? [[this.nameOf(id), place] as const] : [];
    });
    const aliases = [...end.aliases].filter(([id]) => this.isModules(id));
    return {
      needs: this.needs.finish(id => this.nameOf(id), end.must),
      binds: this.binds,
      changes: this.changes,
      calls: this.calls,
      stars: this.stars,
      mustEnd: new Set(names(end.must.members())),
      mayEnd: new Set(names(end.may.members())),
      likelyEnd: new Set(names(end.likely.members())),
      goneEnd: new Map(gone),
      aliases: new Map(
        aliases.map(([id, shared]) => [
          this.nameOf(id),
          [...shared]
            .filter(([other]) => this.isModules(other))
            .map(([other, whole]) => ({ name: this.nameOf(other), whole }))
        ])
      ),
      bodies: this.closures.all,
      escaping: this.escaping
    };
  }

  private addBind(fact: BindFact): void {
    const known = this.binds.get(fact.name);
    if (known === undefined) {
      this.binds.set(fact.name, [fact]);
    } else {
      known.push(fact);
    }
  }

  private addChange(
    id: number,
    level: ChangeLevel,
    { span, by, path }: Pick<ChangeOp, 'span' | 'by' | 'path'>,
    through: Through | null = null
  ): void {
    if (this.isModules(id)) {
      this.changes.push({ name: this.nameOf(id), place: this.place(span), level, by, path, through });
    }
  }

  private addCall(call: BodyCall, place: Place, through: Through | null): void {
    this.calls.push({ call, place, through });
  }

  private namesReached(shares: readonly Shared[], state: FlowState): readonly string[] {
    const reached = shares.length === 0 ? noAliases : state.reach(aliasesOf(shares, this));
    return [...reached.keys()].filter(id => this.isModules(id)).map(id => this.nameOf(id));
  }

  private isModules(id: number): boolean {
    return this.variables[id]?.scope === MODULE;
  }

  private nameOf(id: number): string {
    return this.variables[id]?.name ?? '';
  }

  private place(span: Place['span']): Place {
    return { cell: this.cell, statement: this.statement, span };
  }
}

const NO_DELETION = -1;

function kindOfRead(id: number, state: FlowState, { sure, guarded }: Circumstances): NeedKind {
  if (guarded) {
    return 'guarded';
  }
  if (sure && !state.may.has(id)) {
    return 'certain';
  }
  return state.likely.has(id) ? 'likely-bound' : 'possible';
}
