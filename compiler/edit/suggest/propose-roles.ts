/** Cells that belong in front of the steps or behind them: imports, functions, parameters, metrics, and installations. */
import { readTag } from '../../1-read/tags.js';
import type { Role } from '../../1-read/tags.js';
import { readMetrics } from '../../2-analyze/metrics.js';
import { readParameters } from '../../2-analyze/parameters.js';
import type { Statement } from '../../2-analyze/python/cell-analysis.js';
import { DiagnosticSink } from '../../diagnostics/sink.js';
import type { KnownCell } from './known-cell.js';

export type RolesByPosition = ReadonlyMap<number, Role>;

export function proposeRoles(cells: readonly KnownCell[], python: string | null): RolesByPosition {
  const roles = new Map<number, Role>();
  for (const cell of cells) {
    const role = isSkipped(cell) || isInstallation(cell) ? 'skip' : prologueRole(cell, cells, roles);
    if (role !== null) {
      roles.set(cell.position, role);
    }
  }
  const rest = cells.filter(({ position }) => !roles.has(position));
  const [first] = rest;
  const last = rest.at(-1);
  if (first !== undefined && rest.length > 1 && isParameters(first, cells, python)) {
    roles.set(first.position, 'pipeline-parameters');
  }
  if (last !== undefined && rest.length > 1 && isMetrics(last, rest, python)) {
    roles.set(last.position, 'pipeline-metrics');
  }
  return roles;
}

function isSkipped({ tags }: KnownCell): boolean {
  return tags.map(readTag).some(tag => tag.kind === 'role' && tag.role === 'skip');
}

/** Packages are installed once, in the environment, and not in every run. */
function isInstallation({ facts: { notes, statements } }: KnownCell): boolean {
  return statements.length > 0 && statements.length === notes.length && notes.every(({ kind }) => kind === 'install');
}

function prologueRole(cell: KnownCell, cells: readonly KnownCell[], roles: RolesByPosition): Role | null {
  const above = cells.filter(({ position }) => position < cell.position);
  const isAtTop = above.every(({ position }) => roles.has(position));
  if (cell.facts.statements.length === 0 || !canGoFirst(cell, above, roles)) {
    return null;
  }
  return isImports(cell, cells, isAtTop) ? 'imports' : isFunctions(cell, cells) ? 'functions' : null;
}

/**
 * Cells of the prologue run before everything else, so such a cell must not need what a cell above it makes, and what it binds
 * must mean nothing else further up. Functions may name values of steps: they find them where they are called.
 */
function canGoFirst(
  { binds, needsNow, facts }: KnownCell,
  above: readonly KnownCell[],
  roles: RolesByPosition
): boolean {
  const prologue = above.filter(({ position }) => roles.has(position));
  const steps = above.filter(({ position }) => !roles.has(position));
  const isSaidAgain = (name: string): boolean => {
    const before = prologue.flatMap(other => bindersOf(name, other.facts.statements)).at(-1);
    return before !== undefined && before === bindersOf(name, facts.statements).at(-1);
  };
  return (
    [...needsNow].every(name => !steps.some(other => other.binds.has(name))) &&
    [...binds].every(name =>
      isSaidAgain(name)
        ? !steps.some(other => other.binds.has(name))
        : !above.some(other => other.binds.has(name) || other.needs.has(name))
    )
  );
}

function bindersOf(name: string, statements: readonly Statement[]): readonly string[] {
  return statements.filter(({ binds }) => binds.includes(name)).map(({ normal }) => normal);
}

/** Imports, and settings that go with them; settings alone only at the top, as `plt.show()` further down is none. */
function isImports({ facts, position }: KnownCell, cells: readonly KnownCell[], isAtTop: boolean): boolean {
  const { statements, notes } = facts;
  const imported = new Set(
    cells.filter(other => other.position <= position).flatMap(other => importedNames(other.facts.statements))
  );
  return (
    (isAtTop || statements.some(({ kind }) => kind === 'import')) &&
    notes.every(({ kind }) => kind === 'magic' || kind === 'environment') &&
    statements.every(each => each.kind === 'import' || isSetting(each, imported))
  );
}

/** Functions and classes, with the constants that go with them. */
function isFunctions(cell: KnownCell, cells: readonly KnownCell[]): boolean {
  const { statements } = cell.facts;
  return (
    statements.some(({ kind }) => kind === 'definition') &&
    statements.every(
      ({ kind, hasEffect, binds }) =>
        kind === 'import' ||
        (kind === 'definition' && !hasEffect) ||
        (kind === 'pure-assignment' && binds.every(name => isConstant(name, cell, cells)))
    )
  );
}

function isConstant(name: string, cell: KnownCell, cells: readonly KnownCell[]): boolean {
  return (
    /^[A-Z][A-Z0-9_]*$/.test(name) &&
    cells.every(({ changes, binds, id }) => !changes.has(name) && (id === cell.id || !binds.has(name)))
  );
}

/** `plt.style.use("ggplot")`, `%matplotlib inline`: binds nothing, and speaks to modules only. */
function isSetting({ binds, reads, kind }: Statement, imported: ReadonlySet<string>): boolean {
  const spoken = reads.filter(name => name !== 'print');
  return (
    kind === 'effect' &&
    binds.length === 0 &&
    spoken.length > 0 &&
    spoken.every(name => name === 'get_ipython' || imported.has(name))
  );
}

function importedNames(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ imports }) => imports.flatMap(({ binds }) => (binds === null ? [] : [binds])));
}

/** Plain values that nobody binds again, and lists and the like that nobody changes or hands on. */
function isParameters(cell: KnownCell, cells: readonly KnownCell[], python: string | null): boolean {
  const sink = new DiagnosticSink();
  const parameters = readParameters([cell], python, sink);
  const others = cells.filter(other => other !== cell);
  return (
    parameters.length > 0 &&
    sink.sorted(new Map()).length === 0 &&
    parameters.every(({ name, type }) =>
      others.every(
        ({ binds, changes, handedOn }) =>
          !binds.has(name) && ((type !== 'list' && type !== 'dict') || !(changes.has(name) || handedOn.has(name)))
      )
    )
  );
}

const scalarWords =
  /(^|_)(accuracy|acc|score|loss|error|auc|f1|precision|recall|mse|rmse|mae|r2|mean|share|total|count)(_|$)/;

/** A last cell that prints names which sound like numbers, each bound in a cell above. */
function isMetrics(cell: KnownCell, cells: readonly KnownCell[], python: string | null): boolean {
  const sink = new DiagnosticSink();
  const metrics = readMetrics([cell], python, sink);
  return (
    metrics.length > 0 &&
    sink.sorted(new Map()).length === 0 &&
    metrics.every(
      ({ variable }) =>
        scalarWords.test(variable.toLowerCase()) && cells.some(other => other !== cell && other.binds.has(variable))
    )
  );
}
