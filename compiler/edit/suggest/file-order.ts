/** Steps that may talk through files or the shell: what one leaves there, a later one finds, so they keep the notebook's order. */
import type { Group } from './group-cells.js';
import type { KnownCell } from './known-cell.js';

const writing =
  /(^|\.)(to_(csv|parquet|pickle|json|excel|feather|hdf|sql)|savefig|save\w*|dump|write\w*|open|connect|makedirs|mkdir|copy\w*|move|remove|unlink|urlretrieve)$/;
const reading = /(^|\.)(read\w*|load\w*|open|connect|listdir|glob|exists|genfromtxt|fromfile|imread)$/;

export function withFileOrder(groups: readonly Group[]): readonly Group[] {
  return groups.map((group, index) => {
    if (!touches(group, reading) && !touches(group, writing)) {
      return group;
    }
    const writers = groups.slice(0, index).filter(other => touches(other, writing));
    const nearest = writers.at(-1);
    return nearest === undefined ? group : { ...group, after: [...new Set([...group.after, nearest.name])] };
  });
}

function touches({ cells }: Group, calls: RegExp): boolean {
  return cells.some(cell => usesShell(cell) || cell.calls.some(path => calls.test(path)));
}

function usesShell({ facts }: KnownCell): boolean {
  return facts.notes.some(({ kind }) => kind === 'shell' || kind === 'run-file' || kind === 'unknown-cell-magic');
}
