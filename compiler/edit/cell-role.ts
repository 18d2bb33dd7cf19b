/** What a code cell is in the pipeline, for badges and editors. */
import type { Role, Tag } from '../1-read/tags.js';

/**
 * `step` opens or joins a step by a tag; `merged` belongs to the step above without a tag; `none` is in no step at all. An
 * untagged cell below an imports, functions, parameters or metrics cell has that role too.
 */
export interface CellRole {
  readonly cell: string;
  /** Place among the code cells, from 0. */
  readonly position: number;
  readonly kind: 'step' | 'merged' | 'none' | Role;
  /** Name of the step that it belongs to. */
  readonly step: string | null;
  /** True for the first cell of its step, where dependencies and resources are shown. */
  readonly opens: boolean;
  /** Its tags as text, in order, and what each says. */
  readonly tags: readonly { readonly text: string; readonly tag: Tag }[];
}
