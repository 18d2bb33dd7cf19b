/**
 * Edits that cannot change any result. Every step must be found in the cache, except those named in `reruns`: steps whose own
 * code the edit does change, without any effect on the others.
 */
import { otherCode } from './cosmetic/elsewhere.js';
import { filesOfOrchard } from './cosmetic/files.js';
import { notebookEdits } from './cosmetic/notebook.js';
import { comments, layout, spelling } from './cosmetic/text.js';
import type { Mutation } from './edit.js';

/** By the name of the base notebook. */
export const cosmeticMutations: Readonly<Record<string, readonly Mutation[]>> = {
  workshop: [...comments, ...layout, ...spelling, ...notebookEdits, ...otherCode],
  orchard: filesOfOrchard
};
