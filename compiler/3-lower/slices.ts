/**
 * The code that matters to a step: what of the prologue, of repeated definitions and of its own cells can change its outputs.
 *
 * A definition, an import or a plain constant of the prologue counts only when the step reaches its name, directly or through
 * other code that it reaches. A statement that can have effects always counts, and so does an import whose names nobody
 * reads, unless it is known to have none. Anything that finds names at run time makes the whole prologue count.
 */
import type { AnalyzedCell, AnalyzedNotebook, AnalyzedStep } from '../2-analyze/analysis-model.js';
import type { Statement } from '../2-analyze/python/cell-analysis.js';
import type { RememberedDigests } from '../ir/digest.js';
import type { SlicePart } from '../ir/plan.js';
import { isQuiet } from './quiet-imports.js';

/** A statement that runs before the body of a step. */
interface PreludeStatement {
  readonly statement: Statement;
  /** Finds names at run time (`exec`, `globals()`), so its reads say too little. */
  readonly dynamic: boolean;
}

export interface Slice {
  readonly parts: readonly SlicePart[];
  /** Digest of everything that runs before the body: what a value that carries code may lean on. */
  readonly surroundings: string;
  /** Modules named by the statements that count, dotted, sorted. */
  readonly imports: readonly string[];
}

/** Slices every step; the work on the prologue is shared between them. */
export function sliceSteps({ prologue, steps }: AnalyzedNotebook, digests: RememberedDigests): readonly Slice[] {
  const shared = prologue.flatMap(preludeOf);
  const readSomewhere = new Set(
    [...shared.map(({ statement }) => statement), ...steps.flatMap(bodyOf)].flatMap(({ reads }) => reads)
  );
  const cellsById = new Map(steps.flatMap(({ cells }) => cells.map(cell => [cell.id, cell] as const)));
  return steps.map(step => {
    const repeated = step.definitions.flatMap(({ cell, statement }) => {
      const from = cellsById.get(cell);
      const found = from?.analysis.statements[statement];
      return from === undefined || found === undefined ? [] : [{ statement: found, dynamic: isDynamic(from) }];
    });
    return sliceStep(step, [...shared, ...repeated], readSomewhere, digests);
  });
}

function sliceStep(
  step: AnalyzedStep,
  prelude: readonly PreludeStatement[],
  readSomewhere: ReadonlySet<string>,
  digests: RememberedDigests
): Slice {
  const body = bodyOf(step);
  const everything =
    step.cells.some(isDynamic) || body.some(({ imports }) => imports.some(({ binds }) => binds === null));
  const counted = everything ? prelude : reached(prelude, body, readSomewhere);
  const statements = [...counted.map(({ statement }) => statement), ...body];
  return {
    parts: [
      ...inStableOrder(counted).map(({ statement }, index) => partOf(statement, index, digests)),
      { name: 'body', digest: digests.of(body.map(({ normal }) => normal).join('\n')) }
    ],
    surroundings: digests.of(prelude.map(({ statement }) => statement.normal).join('\n')),
    imports: modulesOf(statements)
  };
}

function preludeOf(cell: AnalyzedCell): readonly PreludeStatement[] {
  const dynamic = isDynamic(cell);
  return cell.analysis.statements.map(statement => ({ statement, dynamic }));
}

function bodyOf(step: AnalyzedStep): readonly Statement[] {
  return step.cells.flatMap(({ analysis }) => analysis.statements);
}

function isDynamic({ analysis }: AnalyzedCell): boolean {
  return analysis.findings.some(({ code }) => code === 'dynamic');
}

/** The statements of the prelude that count, in their own order. */
function reached(
  prelude: readonly PreludeStatement[],
  body: readonly Statement[],
  readSomewhere: ReadonlySet<string>
): readonly PreludeStatement[] {
  const binders = new Map<string, PreludeStatement[]>();
  for (const item of prelude) {
    for (const name of item.statement.binds) {
      binders.set(name, [...(binders.get(name) ?? []), item]);
    }
  }
  const counted = new Set<PreludeStatement>();
  const pending = body.flatMap(({ reads }) => reads);
  const count = (item: PreludeStatement): void => {
    if (!counted.has(item)) {
      counted.add(item);
      pending.push(...item.statement.reads);
    }
  };
  prelude.filter(item => countsAlways(item.statement, readSomewhere)).forEach(count);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    binders.get(name)?.forEach(count);
  }
  return [...counted].some(({ dynamic }) => dynamic) ? prelude : prelude.filter(item => counted.has(item));
}

function countsAlways({ kind, hasEffect, binds, imports }: Statement, readSomewhere: ReadonlySet<string>): boolean {
  switch (kind) {
    case 'effect':
      return true;
    case 'import':
      return (
        imports.some(({ binds: name }) => name === null) ||
        (!binds.some(name => readSomewhere.has(name)) && !imports.every(isQuiet))
      );
    case 'definition':
      return hasEffect;
    case 'pure-assignment':
      return false;
  }
}

/**
 * Moving a function must not change a key, so definitions sort by name. That is only right while the order cannot matter:
 * when a name is bound twice, everything keeps its order.
 */
function inStableOrder(items: readonly PreludeStatement[]): readonly PreludeStatement[] {
  const names = items.flatMap(({ statement }) => statement.binds);
  if (new Set(names).size < names.length) {
    return items;
  }
  const movable = items.filter(({ statement }) => statement.kind !== 'effect');
  const key = ({ statement }: PreludeStatement): string => `${statement.binds.join(',')}\u0000${statement.normal}`;
  return [
    ...movable.sort((left, right) => (key(left) < key(right) ? -1 : 1)),
    ...items.filter(({ statement }) => statement.kind === 'effect')
  ];
}

function partOf({ kind, binds, normal }: Statement, index: number, digests: RememberedDigests): SlicePart {
  return {
    name: kind === 'effect' || binds.length === 0 ? `statement ${index + 1}` : binds.join(', '),
    digest: digests.of(normal)
  };
}

/** Modules named by these statements, dotted and sorted; relative imports are part of the notebook's folder and left out. */
export function modulesOf(statements: readonly Statement[]): readonly string[] {
  const modules = statements.flatMap(({ imports }) =>
    imports
      .filter(({ level, module }) => level === 0 && module !== '' && module !== '__future__')
      .map(({ module }) => module)
  );
  return [...new Set(modules)].sort();
}
