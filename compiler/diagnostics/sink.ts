/** Where the phases put what they find. Order of arrival does not matter: the sorted list is by place, then by code. */
import type { Diagnostic } from './diagnostic.js';

export class DiagnosticSink {
  /** Adds a problem unless the very same one is there already. */
  add(diagnostic: Diagnostic): void {
    this.found.set(identity(diagnostic), diagnostic);
  }

  has(code: Diagnostic['code']): boolean {
    return [...this.found.values()].some(diagnostic => diagnostic.code === code);
  }

  /** All problems, sorted by the position of their cell (`order`), line and code. */
  sorted(order: ReadonlyMap<string, number>): readonly Diagnostic[] {
    const place = ({ cell }: Diagnostic): number => (cell === undefined ? -1 : (order.get(cell) ?? -1));
    return [...this.found.values()].sort(
      (left, right) =>
        place(left) - place(right) ||
        (left.span?.line ?? 0) - (right.span?.line ?? 0) ||
        (left.span?.column ?? 0) - (right.span?.column ?? 0) ||
        compare(identity(left), identity(right))
    );
  }

  private readonly found = new Map<string, Diagnostic>();
}

function identity({ code, cell, span, name, step, message }: Diagnostic): string {
  return [code, cell, span?.line, span?.column, name, step, message].join('\u0000');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
