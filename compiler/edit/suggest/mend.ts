/**
 * Compiles a proposal and takes back what the compiler has against it: a role, a cut, or a missing order. What it says of the
 * notebook as one single step is the notebook's own fault, and left alone.
 */
import type { NotebookDocument } from '../../1-read/notebook.js';
import type { AnalysisCache } from '../../2-analyze/index.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { compileCells } from './compile-cells.js';
import { withFileOrder } from './file-order.js';
import type { Group } from './group-cells.js';
import type { Proposal } from './proposal.js';

/** Problems that let the pipeline do what the notebook does. */
const harmless: ReadonlySet<Diagnostic['code']> = new Set([
  'import-in-step',
  'unknown-magic',
  'unused-dep',
  'missing-dep'
]);
/** Hints that a step may fail, or see something else than the notebook did. */
const grave: ReadonlySet<Diagnostic['code']> = new Set(['nonserializable-hint', 'notebook-order', 'shared-file']);

export function mended(first: Proposal, document: NotebookDocument, cache: AnalysisCache): Proposal {
  const whole: Group = { name: 'step', cells: first.cells, after: [] };
  const inherent = new Set(
    compileCells({ ...first, roles: new Map(), groups: [whole] }, document, cache).map(identity)
  );
  let proposal: Proposal = { ...first, groups: withFileOrder(first.groups) };
  for (;;) {
    const all = compileCells(proposal, document, cache);
    const next =
      withHiddenNames(all, proposal) ??
      firstChange(
        all.filter(each => isNew(each, inherent)),
        proposal
      );
    if (next === null) {
      return proposal;
    }
    proposal = next;
  }
}

function isNew(problem: Diagnostic, inherent: ReadonlySet<string>): boolean {
  const { code, severity } = problem;
  return !inherent.has(identity(problem)) && (grave.has(code) || (severity !== 'info' && !harmless.has(code)));
}

/** Without the step, which has another name in one step than in several. */
function identity({ code, cell, name }: Diagnostic): string {
  return [code, cell, name].join('\u0000');
}

function firstChange(found: readonly Diagnostic[], proposal: Proposal): Proposal | null {
  for (const problem of found) {
    const next = withoutRole(problem, proposal) ?? withOrder(problem, proposal) ?? withJoinedSteps(problem, proposal);
    if (next !== null) {
      return next;
    }
  }
  return null;
}

/** `exec` and the like may make names that nobody sees, so they stay in one step with the cells that seem to get theirs from nowhere. */
function withHiddenNames(all: readonly Diagnostic[], proposal: Proposal): Proposal | null {
  const placesWith = (code: Diagnostic['code']): readonly number[] => {
    const cells = new Set(all.filter(each => each.code === code).map(({ cell }) => cell));
    return proposal.groups.flatMap((group, index) => (group.cells.some(({ id }) => cells.has(id)) ? [index] : []));
  };
  const [maker] = placesWith('dynamic');
  const user = placesWith('undefined').at(-1);
  return maker !== undefined && user !== undefined && maker < user ? joined(proposal, maker, user) : null;
}

/** Takes the role from a cell that takes part in the problem; the cell goes to the step that follows it. */
function withoutRole(problem: Diagnostic, { cells, roles, groups }: Proposal): Proposal | null {
  const concerned = placesOf(problem);
  const cell = cells.find(
    ({ id, position }) => concerned.has(id) && roles.has(position) && roles.get(position) !== 'skip'
  );
  if (cell === undefined) {
    return null;
  }
  const following = groups.findIndex(group => (group.cells.at(-1)?.position ?? 0) > cell.position);
  const place = following < 0 ? groups.length - 1 : following;
  return {
    cells,
    roles: new Map([...roles].filter(([position]) => position !== cell.position)),
    groups: groups.map((group, index) =>
      index === place
        ? { ...group, cells: [...group.cells, cell].sort((left, right) => left.position - right.position) }
        : group
    )
  };
}

/** Adds the `prev:` tags that the compiler proposes itself. */
function withOrder({ fixes = [] }: Diagnostic, proposal: Proposal): Proposal | null {
  for (const { cell, addTags, removeTags } of fixes) {
    const group = proposal.groups.find(({ cells }) => cells[0]?.id === cell);
    const added = addTags.map(tag => tag.replace('prev:', '')).filter(name => group?.after.includes(name) === false);
    if (group !== undefined && added.length > 0 && removeTags.length === 0) {
      const ordered = { ...group, after: [...group.after, ...added] };
      return { ...proposal, groups: proposal.groups.map(each => (each === group ? ordered : each)) };
    }
  }
  return null;
}

/** Makes one step of all that take part, and of those between them. An error in one step alone is mended with the step above. */
function withJoinedSteps(problem: Diagnostic, proposal: Proposal): Proposal | null {
  const { groups } = proposal;
  const places = placesOf(problem);
  const named = new Set([problem.step, ...(problem.steps ?? [])]);
  const concerned = groups.flatMap(({ name, cells }, index) =>
    named.has(name) || cells.some(({ id }) => places.has(id)) ? [index] : []
  );
  const [from] = concerned;
  const to = concerned.at(-1);
  if (from === undefined || to === undefined || groups.length < 2) {
    return null;
  }
  if (from < to) {
    return joined(proposal, from, to);
  }
  return problem.severity === 'error' ? joined(proposal, Math.max(0, from - 1), Math.max(1, to)) : null;
}

function joined({ cells, roles, groups }: Proposal, from: number, to: number): Proposal {
  const parts = groups.slice(from, to + 1);
  const name = parts[0]?.name ?? '';
  const gone = new Set(parts.map(part => part.name));
  const whole: Group = {
    name,
    cells: parts.flatMap(part => part.cells),
    after: [...new Set(parts.flatMap(part => part.after))].filter(other => !gone.has(other))
  };
  const below = groups.slice(to + 1).map(group => ({
    ...group,
    after: [...new Set(group.after.map(other => (gone.has(other) ? name : other)))]
  }));
  return { cells, roles, groups: [...groups.slice(0, from), whole, ...below] };
}

function placesOf({ cell, related = [] }: Diagnostic): ReadonlySet<string> {
  return new Set([cell, ...related.map(each => each.cell)].filter(each => each !== undefined));
}
