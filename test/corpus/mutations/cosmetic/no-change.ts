/** How the tables of cosmetic edits are written down. */
import type { Edit, Mutation } from '../edit.js';

/** Every step is found in the cache. */
export function cosmetic(sentence: string, ...edits: readonly Edit[]): Mutation {
  return { sentence, edits, reruns: [] };
}

/** The named steps run again, because their own code is another; all others are found in the cache. */
export function elsewhere(sentence: string, reruns: readonly string[], ...edits: readonly Edit[]): Mutation {
  return { sentence, edits, reruns };
}
