/**
 * Walks through operations along every path that Python may take and keeps track of which names are bound. It follows
 * CPython's own definite-assignment analysis; what is found on the way goes to a listener.
 */
import { aliasesOf, type FlowListener, type FlowOptions, type VariableNumbers } from './flow-listener.js';
import { join, noAliases, type Aliases, type FlowState } from './flow-state.js';
import type { BindOp, BranchOp, ExitOp, LoopOp, MatchOp, Op, Shared, Test, TryOp, UnbindOp, WithOp } from './ops.js';
import { reachOf, type Reach } from './reach.js';

type Frame =
  | { readonly kind: 'loop'; breaks: FlowState | null; continues: FlowState | null }
  | { readonly kind: 'finally'; readonly pending: Map<ExitOp['how'], FlowState> };

interface Fork {
  readonly yes: FlowState | null;
  readonly no: FlowState | null;
}

/** Deeper than this, `finally` blocks inside `finally` blocks are walked once for all ways in. */
const EXACT_FINALLY_DEPTH = 3;
/** Deeper than this, loops around deletions are not walked again until nothing changes. */
const EXACT_LOOP_DEPTH = 5;

export class Flow {
  constructor(
    private readonly numbers: VariableNumbers,
    private readonly listener: FlowListener,
    private readonly options: FlowOptions
  ) {}

  /** Walks on from `state`, which it changes; null when the end is never reached. */
  run(ops: readonly Op[], state: FlowState | null): FlowState | null {
    return this.sequence(ops, state, true);
  }

  /** The state after the walk wherever a function may end: at its end or at a `return`. */
  runFunction(ops: readonly Op[], state: FlowState): FlowState | null {
    const end = this.sequence(ops, state, true);
    return join(end, this.returns);
  }

  private sequence(ops: readonly Op[], start: FlowState | null, sure: boolean): FlowState | null {
    let state = start;
    for (const op of ops) {
      if (state === null) {
        return null;
      }
      state = this.one(op, state, sure);
    }
    return state;
  }

  private one(op: Op, state: FlowState, sure: boolean): FlowState | null {
    switch (op.op) {
      case 'read':
        this.listener.read(op, this.numbers.of(op.variable), state, { sure, guarded: this.guardDepth > 0 });
        return state;
      case 'bind':
        this.bind(op, state);
        return state;
      case 'unbind':
        this.unbind(op, state);
        return state;
      case 'share':
        state.share(this.numbers.of(op.variable), this.aliases(op.shares));
        return state;
      case 'change':
        this.listener.change(op, this.numbers.of(op.variable), state);
        return state;
      case 'call':
        this.listener.call(op, state);
        return state;
      case 'closure':
        this.listener.closure(op, state);
        return state;
      case 'star':
        this.listener.star(op);
        return state;
      case 'annotation':
        return this.options.evaluatesAnnotations ? this.sequence(op.ops, state, sure) : state;
      case 'test':
        return this.either(this.test(op.test, state, sure));
      case 'branch':
        return this.branch(op, state, sure);
      case 'loop':
        return this.loop(op, state, sure);
      case 'try':
        return this.attempt(op, state, sure);
      case 'with':
        return this.with(op, state, sure);
      case 'match':
        return this.match(op, state, sure);
      case 'exit':
        this.exit(op.how, state);
        return null;
    }
  }

  private bind(op: BindOp, state: FlowState): void {
    const id = this.numbers.of(op.variable);
    this.listener.bind(op, id, state);
    state.bind(id, this.aliases(op.shares));
  }

  private unbind(op: UnbindOp, state: FlowState): void {
    const id = this.numbers.of(op.variable);
    state.unbind(id, this.listener.unbind(op, id));
    for (const deleted of this.deletions) {
      deleted.add(id);
    }
  }

  private aliases(shares: readonly Shared[]): Aliases {
    return shares.length === 0 ? noAliases : aliasesOf(shares, this.numbers);
  }

  private either({ yes, no }: Fork): FlowState | null {
    return join(yes, no);
  }

  private test(test: Test, state: FlowState, sure: boolean): Fork {
    switch (test.test) {
      case 'constant':
        return test.value ? { yes: state, no: null } : { yes: null, no: state };
      case 'ops': {
        const after = this.sequence(test.ops, state, sure);
        return { yes: after, no: after?.copy() ?? null };
      }
      case 'not': {
        const { yes, no } = this.test(test.operand, state, sure);
        return { yes: no, no: yes };
      }
      case 'and': {
        const left = this.test(test.left, state, sure);
        const right = this.testIfReached(test.right, left.yes, sure && left.no === null);
        return { yes: right.yes, no: join(left.no, right.no) };
      }
      case 'or': {
        const left = this.test(test.left, state, sure);
        const right = this.testIfReached(test.right, left.no, sure && left.yes === null);
        return { yes: join(left.yes, right.yes), no: right.no };
      }
      case 'choice': {
        const condition = this.test(test.condition, state, sure);
        const then = this.testIfReached(test.then, condition.yes, sure && condition.no === null);
        const otherwise = this.testIfReached(test.otherwise, condition.no, sure && condition.yes === null);
        return { yes: join(then.yes, otherwise.yes), no: join(then.no, otherwise.no) };
      }
    }
  }

  private testIfReached(test: Test, state: FlowState | null, sure: boolean): Fork {
    return state === null ? { yes: null, no: null } : this.test(test, state, sure);
  }

  private branch(op: BranchOp, state: FlowState, sure: boolean): FlowState | null {
    let open: FlowState | null = state;
    let stillSure = sure;
    let end: FlowState | null = null;
    for (const { test, body } of op.arms) {
      if (open === null) {
        return end;
      }
      const { yes, no }: Fork = this.test(test, open, stillSure);
      end = join(end, this.sequence(body, yes, stillSure && no === null));
      stillSure = stillSure && yes === null;
      open = no;
    }
    return join(end, this.sequence(op.otherwise, open, stillSure));
  }

  private loop(op: LoopOp, state: FlowState, sure: boolean): FlowState | null {
    const reach = reachOf(op);
    const head = this.loopHead(reach, state);
    this.loopDepth += 1;
    for (;;) {
      const { back, leave, breaks } = this.round(op, head.copy(), sure);
      if (back === null || head.must.isWithin(back.must)) {
        this.loopDepth -= 1;
        if (op.test === null && leave !== null && back !== null) {
          leave.likely.addAll(back.likely);
        }
        return join(this.sequence(op.otherwise, leave, false), breaks);
      }
      head.must.keepOnly(back.must);
      head.likely.keepOnly(back.likely);
    }
  }

  /** What is known each time round: all that the body may do has perhaps been done. */
  private loopHead(reach: Reach, state: FlowState): FlowState {
    this.mayHaveRun(reach, state);
    if (this.loopDepth >= EXACT_LOOP_DEPTH) {
      reach.unbinds.forEach(variable => state.doubt(this.numbers.of(variable)));
    }
    return state;
  }

  /** Some unknown part of this code has run before. */
  private mayHaveRun(reach: Reach, state: FlowState): void {
    for (const { variable, shares } of reach.binds) {
      const id = this.numbers.of(variable);
      state.mayBind(id);
      if (shares.length > 0) {
        state.share(id, this.aliases(shares));
      }
    }
  }

  private round(
    op: LoopOp,
    state: FlowState,
    sure: boolean
  ): { readonly back: FlowState | null; readonly leave: FlowState | null; readonly breaks: FlowState | null } {
    const frame: Frame = { kind: 'loop', breaks: null, continues: null };
    const { yes, no } = op.test === null ? { yes: state.copy(), no: state } : this.test(op.test, state, sure);
    this.frames.push(frame);
    const end = this.sequence(op.body, this.sequence(op.head, yes, false), sure && no === null);
    this.frames.pop();
    return { back: join(end, frame.continues), leave: no, breaks: frame.breaks };
  }

  private attempt(op: TryOp, state: FlowState, sure: boolean): FlowState | null {
    const { final } = op;
    if (final === null) {
      return this.attemptBody(op, state, sure);
    }
    const frame: Frame = { kind: 'finally', pending: new Map() };
    const { end, interrupted } = this.interruptible([op], state, () => {
      this.frames.push(frame);
      const after = this.attemptBody(op, state, sure);
      this.frames.pop();
      return after;
    });
    return this.finish(final, end, interrupted, frame.pending, sure);
  }

  /** Runs code that may be left at any point: `interrupted` is what holds at all of these points. */
  private interruptible(
    code: readonly Op[],
    state: FlowState,
    run: () => FlowState | null
  ): { readonly end: FlowState | null; readonly interrupted: FlowState } {
    const interrupted = state.copy();
    code.forEach(op => this.mayHaveRun(reachOf(op), interrupted));
    const deleted = new Set<number>();
    this.deletions.push(deleted);
    const end = run();
    this.deletions.pop();
    deleted.forEach(id => interrupted.doubt(id));
    return { end, interrupted };
  }

  /** Runs a `finally` block once for each way into it. */
  private finish(
    final: readonly Op[],
    end: FlowState | null,
    interrupted: FlowState,
    pending: ReadonlyMap<ExitOp['how'], FlowState>,
    sure: boolean
  ): FlowState | null {
    this.finallyDepth += 1;
    if (this.finallyDepth > EXACT_FINALLY_DEPTH) {
      const all = [...pending.values()].reduce<FlowState | null>(
        (met, each) => join(met, each.copy()),
        join(end, interrupted)
      );
      const after = this.sequence(final, all, false);
      this.finallyDepth -= 1;
      [...pending.keys()].forEach(how => after !== null && this.exit(how, after.copy()));
      return after;
    }
    this.sequence(final, interrupted, false);
    const after = this.sequence(final, end, sure);
    const left = [...pending].map(([how, state]) => [how, this.sequence(final, state, false)] as const);
    this.finallyDepth -= 1;
    left.forEach(([how, state]) => state !== null && this.exit(how, state));
    return after;
  }

  private attemptBody(op: TryOp, state: FlowState, sure: boolean): FlowState | null {
    if (op.handlers.length === 0) {
      return this.sequence(op.otherwise, this.sequence(op.body, state, sure), sure);
    }
    const { end, interrupted } = this.interruptible(op.body, state, () => {
      this.guardDepth += op.expectsUnbound ? 1 : 0;
      const after = this.sequence(op.body, state, sure);
      this.guardDepth -= op.expectsUnbound ? 1 : 0;
      return after;
    });
    const success = this.sequence(op.otherwise, end, false);
    return join(success, this.handlers(op, interrupted));
  }

  private handlers(op: TryOp, interrupted: FlowState): FlowState | null {
    let open: FlowState | null = interrupted;
    let end: FlowState | null = null;
    for (const { type, body } of op.handlers) {
      open = this.sequence(type, open, false);
      const handled: FlowState | null = this.sequence(body, open?.copy() ?? null, false);
      end = join(end, handled?.copy() ?? null);
      open = op.group ? join(open, handled) : open;
    }
    return end;
  }

  private with(op: WithOp, state: FlowState, sure: boolean): FlowState | null {
    if (!op.swallows && !this.options.anyWithSwallows) {
      return this.sequence(op.body, state, sure);
    }
    const { end, interrupted } = this.interruptible(op.body, state, () => this.sequence(op.body, state, sure));
    return join(end, interrupted);
  }

  private match(op: MatchOp, state: FlowState, sure: boolean): FlowState | null {
    let open: FlowState | null = state;
    let end: FlowState | null = null;
    for (const { reads, binds, irrefutable, guard, body } of op.cases) {
      open = this.sequence(reads, open, false);
      const bound: FlowState | null = this.sequence(binds, open?.copy() ?? null, false);
      const { yes, no } = guard === null ? { yes: bound, no: null } : this.testIfReached(guard, bound, false);
      end = join(end, this.sequence(body, yes, sure && irrefutable && guard === null && end === null));
      open = irrefutable ? no : join(open, no);
    }
    return join(end, open);
  }

  private exit(how: ExitOp['how'], state: FlowState): void {
    if (how === 'raise') {
      return;
    }
    for (const frame of [...this.frames].reverse()) {
      if (frame.kind === 'finally') {
        frame.pending.set(how, join(frame.pending.get(how) ?? null, state) ?? state);
        return;
      }
      if (how !== 'return') {
        const field = how === 'break' ? 'breaks' : 'continues';
        frame[field] = join(frame[field], state);
        return;
      }
    }
    this.returns = join(this.returns, state);
  }

  private readonly frames: Frame[] = [];
  private readonly deletions: Set<number>[] = [];
  private returns: FlowState | null = null;
  private loopDepth = 0;
  private finallyDepth = 0;
  private guardDepth = 0;
}
