/** What the compiler has against a text, as sentences below a field. */
import type { TagProblem } from '../../compiler/edit/index.js';

/** @param hint in the words of the form, where the compiler's own speaks of tags. */
export function sentences(found: TagProblem | null, hint?: string): string | null {
  if (found === null) {
    return null;
  }
  const { problem } = found;
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}. ${hint ?? found.hint}`;
}
