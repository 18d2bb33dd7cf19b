/**
 * Which definitions of a step can be repeated in another: those at the top level of a cell that need nothing, when they are
 * executed, but imports, other such definitions, the prologue and parameters.
 */
import type { CallOp, FunctionBody, Op, ReadOp } from './python/ops.js';
import { MODULE } from './python/ops.js';
import { visitOps } from './python/reach.js';
import { meaningOf, ownMeaning, type Meaning } from './meaning.js';
import type { Program, Repeated } from './program.js';
import { lastBind, statementAt, type Unit } from './step-unit.js';

export interface Definition extends Repeated {
  readonly kind: 'import' | 'definition';
  /** Other definitions that must be there before this one is executed. */
  readonly needs: readonly { readonly name: string; readonly from: number }[];
}

export class RepeatableDefinitions {
  constructor(private readonly program: Program) {}

  /** The definition behind a name that a step binds; null when it has to cross as a value. */
  of(step: number, name: string): Definition | null {
    const key = `${String(step)} ${name}`;
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    this.known.set(key, null);
    const found = this.find(step, name);
    this.known.set(key, found);
    return found;
  }

  private find(step: number, name: string): Definition | null {
    const unit = this.program.unit(step);
    const bind = lastBind(unit, name);
    const kind = bind === null ? undefined : statementAt(unit, bind.place)?.kind;
    if (
      bind === null ||
      bind.through !== null ||
      (kind !== 'import' && kind !== 'definition') ||
      isChanged(unit, name)
    ) {
      return null;
    }
    const { cell, statement } = bind.place;
    const ops = unit.cells[cell]?.analysis.ops.statements[statement] ?? [];
    const needs = this.needsOf(unit, name, ops);
    return needs === null ? null : { name, from: step, cell, statement, kind, needs };
  }

  /** Null when executing the definition needs, or changes, data of a step. */
  private needsOf(unit: Unit, self: string, ops: readonly Op[]): Definition['needs'] | null {
    const needs: { readonly name: string; readonly from: number }[] = [];
    const executed = new ExecutedCode(unit, this.program);
    executed.run(ops);
    for (const name of executed.reads) {
      const from = name === self ? null : this.sourceOf(unit, name);
      if (from !== null && this.of(from, name) === null) {
        return null;
      }
      if (from !== null) {
        needs.push({ name, from });
      }
    }
    return executed.hasEffect ? null : needs;
  }

  /** The step that a name comes from; null for the prologue, parameters and builtins, which are everywhere. */
  private sourceOf(unit: Unit, name: string): number | null {
    if (unit.facts.binds.has(name)) {
      return unit.index;
    }
    const origin = this.program.resolved[unit.index]?.origins.get(name);
    return origin?.from === 'step' ? origin.step : null;
  }

  private readonly known = new Map<string, Definition | null>();
}

/** What happens while a definition is executed: decorators, defaults, bases and class bodies, and what they call. */
class ExecutedCode {
  readonly reads = new Set<string>();
  hasEffect = false;
  /** A decorator of the notebook that calls the function which it decorates. */
  private callsWhatItGets = false;

  constructor(
    private readonly unit: Unit,
    private readonly program: Program
  ) {}

  run(ops: readonly Op[]): void {
    visitOps(ops, op => {
      if (op.op === 'read' && op.variable.scope === MODULE) {
        this.read(op);
      } else if (op.op === 'change' && op.variable.scope === MODULE) {
        this.hasEffect ||= this.meaning(op.variable.name).kind !== 'module';
      } else if (op.op === 'call') {
        this.hasEffect ||= this.isImpure(op);
      } else if (op.op === 'closure' && op.decorated && this.callsWhatItGets) {
        this.execute(op.body);
      }
    });
  }

  private execute(body: FunctionBody): void {
    const facts = this.program.bodies.of(body);
    this.hasEffect ||= facts.changes.length + facts.binds.size > 0;
    facts.reads.forEach(read => this.reads.add(read.name));
  }

  private read({ variable: { name }, called }: ReadOp): void {
    if (this.reads.has(name)) {
      return;
    }
    this.reads.add(name);
    const meaning = called ? this.meaning(name) : null;
    if (meaning?.kind === 'code') {
      for (const { body } of meaning.bodies) {
        this.execute(body);
        this.callsWhatItGets ||= this.program.bodies.of(body).calledParameters.size > 0;
      }
    }
  }

  /** Draws random numbers or opens a file, so that doing it again gives something else. */
  private isImpure({ root, path }: CallOp): boolean {
    const meaning = root?.scope === MODULE ? this.meaning(root.name) : null;
    const full = meaning?.kind === 'module' ? meaning.path + path.slice(root?.name.length ?? 0) : path;
    return /^(random|numpy\.random|open|input)\b/.test(full);
  }

  private meaning(name: string): Meaning {
    const origin = this.program.resolved[this.unit.index]?.origins.get(name);
    return ownMeaning(this.unit, name) ?? meaningOf(name, origin, this.program);
  }
}

/** The step changes what the name stands for, so that its text does not say what it is. */
function isChanged(unit: Unit, name: string): boolean {
  return unit.facts.changes.some(change => change.name === name && change.level === 'certain');
}
