/** Roles and groups of cells, and the tags that say so. */
import type { TagChange } from '../rename-step.js';
import { editTags } from '../edit-tags.js';
import type { Group } from './group-cells.js';
import type { KnownCell } from './known-cell.js';
import type { RolesByPosition } from './propose-roles.js';

export interface Proposal {
  readonly cells: readonly KnownCell[];
  readonly roles: RolesByPosition;
  readonly groups: readonly Group[];
}

/** A tag where a step begins, and again where it goes on below a cell with a role of its own. */
export function proposalTags({ cells, roles, groups }: Proposal): readonly TagChange[] {
  const groupOf = new Map(groups.flatMap(group => group.cells.map(cell => [cell.position, group] as const)));
  const begun = new Set<Group>();
  let open: Group | null = null;
  return cells.flatMap(({ id, position, tags }) => {
    const role = roles.get(position);
    const group = groupOf.get(position);
    if (role !== undefined) {
      open = role === 'skip' ? open : null;
      return [{ cell: id, tags: editTags(tags, { kind: 'role', role }) }];
    }
    if (group === undefined || group === open) {
      return [];
    }
    open = group;
    const after = begun.has(group) ? [] : group.after;
    begun.add(group);
    const named = editTags(tags, { kind: 'role', role: 'step', step: group.name });
    return [{ cell: id, tags: editTags(named, { kind: 'after', steps: after }) }];
  });
}
