/** Which functions of a step use which others, so that using one is seen to use them all. */
import type { BodyCall, BodyChange, BodyFactsTable, BodyRead } from './body-facts.js';
import type { FunctionBody } from './ops.js';
import type { Through } from './step-facts.js';

export interface KnownBody {
  readonly body: FunctionBody;
  readonly cell: number;
}

/** Everything that using a name brings about because functions stand behind it. */
export interface Closure {
  /** The names of the functions, the used one included. */
  readonly functions: ReadonlySet<string>;
  readonly reads: readonly Reached<BodyRead>[];
  readonly binds: readonly Reached<{ readonly name: string; readonly definite: boolean }>[];
  readonly changes: readonly Reached<BodyChange>[];
  readonly calls: readonly Reached<BodyCall>[];
}

export interface Reached<Fact> {
  readonly fact: Fact;
  readonly through: Through;
  /** In the used function itself, not in one that it uses. */
  readonly direct: boolean;
}

export class Closures {
  private readonly bodies = new Map<string, readonly KnownBody[]>();
  private readonly known = new Map<string, Closure>();

  constructor(private readonly table: BodyFactsTable) {}

  add(name: string, body: KnownBody): void {
    this.bodies.set(name, [...(this.bodies.get(name) ?? []), body]);
  }

  get all(): ReadonlyMap<string, readonly KnownBody[]> {
    return this.bodies;
  }

  /** Null for a name with no function behind it. To be asked only when all bodies have been added. */
  of(name: string): Closure | null {
    const known = this.known.get(name);
    if (known !== undefined || !this.bodies.has(name)) {
      return known ?? null;
    }
    const closure = this.follow(name);
    this.known.set(name, closure);
    return closure;
  }

  /** The closure of a function without a name of its own. */
  ofBody(body: KnownBody): Closure {
    return this.collect([{ name: body.body.name, bodies: [body] }]);
  }

  private follow(name: string): Closure {
    return this.collect([{ name, bodies: this.bodies.get(name) ?? [] }]);
  }

  private collect(start: { readonly name: string; readonly bodies: readonly KnownBody[] }[]): Closure {
    const functions = new Set(start.map(({ name }) => name));
    const reads: Reached<BodyRead>[] = [];
    const binds: Reached<{ readonly name: string; readonly definite: boolean }>[] = [];
    const changes: Reached<BodyChange>[] = [];
    const calls: Reached<BodyCall>[] = [];
    const waiting = [...start];
    for (let next = waiting.shift(), direct = true; next !== undefined; next = waiting.shift(), direct = false) {
      for (const { body, cell } of next.bodies) {
        const facts = this.table.of(body);
        const through = (span: Through['span']): Through => ({ name: body.name, cell, span });
        for (const fact of facts.reads.values()) {
          reads.push({ fact, through: through(fact.span), direct });
          const bodies = this.bodies.get(fact.name);
          if (bodies !== undefined && !functions.has(fact.name)) {
            functions.add(fact.name);
            waiting.push({ name: fact.name, bodies });
          }
        }
        facts.binds.forEach(({ span, definite }, name) => {
          binds.push({
            fact: { name, definite: definite && next?.bodies.length === 1 },
            through: through(span),
            direct
          });
        });
        changes.push(...facts.changes.map(fact => ({ fact, through: through(fact.span), direct })));
        calls.push(...facts.calls.map(fact => ({ fact, through: through(fact.span), direct })));
      }
    }
    return { functions, reads, binds, changes, calls };
  }
}
