/** Who listens to the walk through a program, and how the walk names variables. */
import type { Aliases, FlowState } from './flow-state.js';
import type { BindOp, CallOp, ChangeOp, ClosureOp, ReadOp, Shared, StarOp, UnbindOp, Variable } from './ops.js';

/** Numbers for variables, so that sets of them are bits. */
export interface VariableNumbers {
  of(variable: Variable): number;
}

/** How an operation is reached. */
export interface Circumstances {
  /** On every path through the program. */
  readonly sure: boolean;
  /** Inside a `try` that takes a NameError. */
  readonly guarded: boolean;
}

/** Hears of everything that happens to names, before the state shows it. */
export interface FlowListener {
  read(op: ReadOp, id: number, state: FlowState, circumstances: Circumstances): void;
  bind(op: BindOp, id: number, state: FlowState): void;
  /** Returns a number by which the listener will know this deletion. */
  unbind(op: UnbindOp, id: number): number;
  change(op: ChangeOp, id: number, state: FlowState): void;
  call(op: CallOp, state: FlowState): void;
  closure(op: ClosureOp, state: FlowState): void;
  star(op: StarOp): void;
}

export interface FlowOptions {
  /** Python evaluates annotations where they stand. */
  readonly evaluatesAnnotations: boolean;
  /** Any `with` may end its body early and go on, as CPython has to assume. */
  readonly anyWithSwallows: boolean;
}

export function aliasesOf(shares: readonly Shared[], numbers: VariableNumbers): Aliases {
  const aliases = new Map<number, boolean>();
  for (const { variable, whole } of shares) {
    const id = numbers.of(variable);
    aliases.set(id, whole || (aliases.get(id) ?? false));
  }
  return aliases;
}
