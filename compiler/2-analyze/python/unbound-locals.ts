/**
 * Which local variables of a function may be read while unbound: the question that CPython answers when it chooses between
 * LOAD_FAST and LOAD_FAST_CHECK, so that the flow analysis can be held against CPython's own.
 */
import type { FlowListener } from './flow-listener.js';
import { Flow } from './flow.js';
import { FlowState, noAliases } from './flow-state.js';
import { lowerModule } from './module.js';
import { MODULE, type FunctionBody, type ReadOp, type UnbindOp, type Variable } from './ops.js';
import { parsePython } from './parse.js';
import { visitOps } from './reach.js';

/** @returns null when the text is no single function. */
export function unboundLocals(text: string, python: string | null): ReadonlySet<string> | null {
  const { tree, lines, problem } = parsePython(text, python);
  if (tree === null || problem !== null) {
    return null;
  }
  const bodies: FunctionBody[] = [];
  for (const { ops } of lowerModule(tree, text, lines).statements) {
    visitOps(ops, op => {
      if (op.op === 'bind') {
        bodies.push(...op.bodies);
      }
    });
  }
  const [body] = bodies;
  return body === undefined ? null : new UnboundReader(body).names();
}

class UnboundReader implements FlowListener {
  private readonly ids = new Map<string, number>();
  private readonly unbound = new Map<ReadOp, string>();
  private lastRead: ReadOp | null = null;

  constructor(private readonly body: FunctionBody) {}

  names(): ReadonlySet<string> {
    const start = FlowState.empty();
    this.body.parameters.forEach(parameter => start.bind(this.of(parameter), noAliases));
    new Flow(this, this, { evaluatesAnnotations: false, anyWithSwallows: true }).runFunction(this.body.ops, start);
    return new Set(this.unbound.values());
  }

  of({ name, scope }: Variable): number {
    const key = `${String(scope)} ${name}`;
    const id = this.ids.get(key) ?? this.ids.size;
    this.ids.set(key, id);
    return id;
  }

  read(op: ReadOp, id: number, state: FlowState): void {
    this.lastRead = op;
    if (op.variable.scope === this.body.scope && op.variable.scope !== MODULE && !state.must.has(id)) {
      this.unbound.set(op, op.variable.name);
    }
  }

  /** `del x` is no load. */
  unbind({ variable }: UnbindOp): number {
    if (this.lastRead?.variable === variable) {
      this.unbound.delete(this.lastRead);
    }
    return 0;
  }

  bind(): void {
    this.lastRead = null;
  }

  change(): void {
    this.lastRead = null;
  }

  call(): void {
    this.lastRead = null;
  }

  closure(): void {
    this.lastRead = null;
  }

  star(): void {
    this.lastRead = null;
  }
}
