/** What differs between two tables of texts, by name. */
import type { Comparison } from '../../protocol/api.js';

export type Difference = Comparison['parameters'][number];

export function differences(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>
): readonly Difference[] {
  return allNames(left, right)
    .map(name => ({ name, left: left[name] ?? null, right: right[name] ?? null }))
    .filter(side => side.left !== side.right);
}

/** Names of both, those of the left one first. */
export function allNames(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}
