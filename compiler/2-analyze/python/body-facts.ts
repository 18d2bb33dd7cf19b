/**
 * What a function does to names of the module when it is called. Worked out once for each function, by the same walk that
 * follows a step.
 */
import type { Span } from '../../diagnostics/diagnostic.js';
import { aliasesOf, type Circumstances, type FlowListener } from './flow-listener.js';
import { Flow } from './flow.js';
import { FlowState } from './flow-state.js';
import {
  MODULE,
  type BindOp,
  type CallOp,
  type ChangeLevel,
  type ChangeOp,
  type ClosureOp,
  type FunctionBody,
  type Op,
  type ReadOp,
  type Shared,
  type UnbindOp,
  type Variable
} from './ops.js';
import { visitOps } from './reach.js';

export interface BodyRead {
  readonly name: string;
  readonly span: Span;
  /** Read on every path through the function, with nothing bound before. */
  readonly certain: boolean;
  readonly called: boolean;
  readonly how: ReadOp['how'];
}

export interface BodyChange {
  readonly name: string;
  readonly span: Span;
  readonly level: ChangeLevel;
  readonly by: ChangeOp['by'];
  readonly path: string;
}

/** What a call's argument gives away: names of the module, and parameters of the function around by their position. */
export interface GivenAway {
  readonly names: readonly string[];
  readonly parameters: readonly number[];
  /** A lambda that is passed in place. */
  readonly body: FunctionBody | null;
}

export interface BodyCall {
  readonly path: string;
  /** The module-level name that the callee starts with; null for local ones. */
  readonly root: string | null;
  /** Names whose objects the callee holds, itself included, when it is a plain name. */
  readonly callee: readonly string[];
  readonly knownMethod: boolean;
  readonly span: Span;
  readonly arguments: readonly (GivenAway & Pick<CallOp['arguments'][number], 'position' | 'keyword' | 'text'>)[];
}

export interface BodyFacts {
  readonly reads: ReadonlyMap<string, BodyRead>;
  /** Bound through `global`; true when every way through the function binds the name. */
  readonly binds: ReadonlyMap<string, { readonly span: Span; readonly definite: boolean }>;
  readonly changes: readonly BodyChange[];
  readonly calls: readonly BodyCall[];
  /** What happens to the object that each parameter is given. */
  readonly parameterChanges: ReadonlyMap<number, ChangeLevel>;
  readonly parameterNames: readonly string[];
  /** Parameters that it calls itself. */
  readonly calledParameters: ReadonlySet<number>;
  /** Functions of enclosing functions that it uses. */
  readonly outerReads: readonly Variable[];
}

/** Facts by function; keeps what it has worked out as long as the function itself is kept. */
export class BodyFactsTable {
  of(body: FunctionBody): BodyFacts {
    const known = this.known.get(body);
    if (known !== undefined) {
      return known;
    }
    const facts = new BodyReader(body, this).facts();
    this.known.set(body, facts);
    return facts;
  }

  private readonly known = new WeakMap<FunctionBody, BodyFacts>();
}

class BodyReader implements FlowListener {
  private readonly variables: Variable[] = [];
  private readonly ids = new Map<string, number>();
  private readonly localBodies = new Map<number, readonly FunctionBody[]>();
  private readonly reads = new Map<string, BodyRead>();
  private readonly binds = new Map<string, Span>();
  private readonly changes: BodyChange[] = [];
  private readonly calls: BodyCall[] = [];
  private readonly outerReads = new Map<string, Variable>();
  private readonly parameterChanges = new Map<number, ChangeLevel>();
  private readonly parameters: readonly number[];
  private readonly calledParameters = new Set<number>();
  private readonly entered = new Set<FunctionBody>();

  constructor(
    private readonly body: FunctionBody,
    private readonly table: BodyFactsTable
  ) {
    this.parameters = body.parameters.map(parameter => this.of(parameter));
    visitOps(body.ops, op => this.rememberBodies(op));
  }

  facts(): BodyFacts {
    const start = FlowState.empty();
    this.parameters.forEach((id, position) => start.bind(id, aliasesOf(this.body.defaults[position] ?? [], this)));
    const flow = new Flow(this, this, { evaluatesAnnotations: true, anyWithSwallows: false });
    const end = flow.runFunction(this.body.ops, start);
    const isDefinite = (name: string): boolean => end !== null && end.must.has(this.of(inModule(name)));
    return {
      reads: this.reads,
      binds: new Map([...this.binds].map(([name, span]) => [name, { span, definite: isDefinite(name) }])),
      changes: this.changes,
      calls: this.calls,
      parameterChanges: this.parameterChanges,
      parameterNames: this.body.parameters.map(({ name }) => name),
      calledParameters: this.calledParameters,
      outerReads: [...this.outerReads.values()]
    };
  }

  of(variable: Variable): number {
    const key = `${String(variable.scope)} ${variable.name}`;
    const known = this.ids.get(key);
    if (known !== undefined) {
      return known;
    }
    this.ids.set(key, this.variables.length);
    this.variables.push(variable);
    return this.variables.length - 1;
  }

  read(op: ReadOp, id: number, state: FlowState, { sure }: Circumstances): void {
    const { variable, span, called, how } = op;
    if (variable.orModule && variable.scope === this.body.scope) {
      return; // A decorator that the class has bound itself, as in `@p.setter`.
    }
    if (variable.scope === MODULE || (variable.orModule && !state.must.has(id))) {
      const moduleId = this.of(inModule(variable.name));
      const certain = sure && !state.may.has(moduleId);
      return this.note({ name: variable.name, span, certain, called, how }, state);
    }
    const bodies = this.localBodies.get(id);
    if (bodies !== undefined) {
      bodies.forEach(body => this.enter(body, state, called && sure));
    } else if (!state.may.has(id)) {
      this.outerReads.set(`${String(variable.scope)} ${variable.name}`, variable);
    }
  }

  bind({ variable, span }: BindOp): void {
    if (variable.scope === MODULE) {
      this.binds.set(variable.name, span);
    }
  }

  unbind({ variable, span }: UnbindOp): number {
    if (variable.scope === MODULE) {
      this.changes.push({ name: variable.name, span, level: 'possible', by: 'store', path: variable.name });
    }
    return 0;
  }

  change(op: ChangeOp, id: number, state: FlowState): void {
    const { span, by, path } = op;
    this.noteChange(id, op.level, { span, by, path });
    state.aliasesOf(id).forEach((_, other) => this.noteChange(other, 'possible', { span, by, path }));
  }

  call(op: CallOp, state: FlowState): void {
    const root = op.root !== null && (op.root.scope === MODULE || op.root.orModule) ? op.root.name : null;
    this.calls.push({
      path: op.path,
      root,
      callee: this.givenAway(op.callee, state).names,
      knownMethod: op.knownMethod,
      span: op.span,
      arguments: op.arguments.map(({ position, keyword, text, shares, body }) => ({
        position,
        keyword,
        text,
        body,
        ...this.givenAway(shares, state)
      }))
    });
    const called = op.root === null || op.root.name !== op.path ? -1 : this.parameters.indexOf(this.of(op.root));
    if (called >= 0) {
      this.calledParameters.add(called);
    }
  }

  closure({ body }: ClosureOp, state: FlowState): void {
    this.enter(body, state, false);
  }

  star(): void {
    // `import *` inside a function is a syntax error.
  }

  private rememberBodies(op: Op): void {
    if (op.op === 'bind' && op.bodies.length > 0 && op.variable.scope !== MODULE) {
      const id = this.of(op.variable);
      this.localBodies.set(id, [...(this.localBodies.get(id) ?? []), ...op.bodies]);
    }
  }

  /** An inner function runs, or is given to somebody who may run it. */
  private enter(body: FunctionBody, state: FlowState, certain: boolean): void {
    const facts = this.table.of(body);
    facts.reads.forEach(read => this.note({ ...read, certain: certain && read.certain }, state));
    for (const [name, { span }] of facts.binds) {
      this.binds.set(name, span);
      state.mayBind(this.of(inModule(name)));
    }
    if (this.entered.has(body)) {
      return;
    }
    this.entered.add(body);
    this.changes.push(...facts.changes);
    this.calls.push(...facts.calls.map(withoutParameters));
    for (const variable of facts.outerReads) {
      const bodies = this.localBodies.get(this.of(variable));
      if (bodies === undefined) {
        this.outerReads.set(`${String(variable.scope)} ${variable.name}`, variable);
      }
      bodies?.filter(other => !this.entered.has(other)).forEach(other => this.enter(other, state, false));
    }
  }

  private note(read: BodyRead, state: FlowState): void {
    if (state.must.has(this.of(inModule(read.name)))) {
      return;
    }
    const known = this.reads.get(read.name);
    const first = known ?? read;
    this.reads.set(read.name, {
      ...first,
      certain: first.certain || read.certain,
      called: first.called || read.called,
      how: first.how === 'code' ? 'code' : read.how
    });
  }

  private noteChange(id: number, level: ChangeLevel, where: Pick<BodyChange, 'span' | 'by' | 'path'>): void {
    const variable = this.variables[id];
    const position = this.parameters.indexOf(id);
    if (variable?.scope === MODULE) {
      this.changes.push({ name: variable.name, level, ...where });
    } else if (position >= 0 && this.parameterChanges.get(position) !== 'certain') {
      this.parameterChanges.set(position, level);
    }
  }

  private givenAway(shares: readonly Shared[], state: FlowState): Omit<GivenAway, 'body'> {
    const ids = [...state.reach(aliasesOf(shares, this)).keys()];
    return {
      names: ids.flatMap(id => (this.variables[id]?.scope === MODULE ? [this.variables[id].name] : [])),
      parameters: ids.map(id => this.parameters.indexOf(id)).filter(position => position >= 0)
    };
  }
}

/** Parameters of an inner function mean nothing to the one around it. */
function withoutParameters(call: BodyCall): BodyCall {
  return { ...call, arguments: call.arguments.map(argument => ({ ...argument, parameters: [] })) };
}

export function inModule(name: string): Variable {
  return { name, scope: MODULE, orModule: false };
}
