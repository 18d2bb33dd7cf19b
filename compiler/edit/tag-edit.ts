/** One change of a cell by its user, in the words of the editor. */
import type { Role } from '../1-read/tags.js';
import type { Secret } from '../ir/plan.js';

/** `null` removes the tag. Settings belong to the step, and stand on the cell that is edited. */
export type TagEdit =
  | { readonly kind: 'role'; readonly role: Role | 'step' | 'merged'; readonly step?: string }
  | { readonly kind: 'after'; readonly steps: readonly string[] }
  | { readonly kind: 'limit' | 'label' | 'annotation'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'image'; readonly image: string | null }
  | { readonly kind: 'cache'; readonly cache: 'enabled' | 'disabled' | null }
  | { readonly kind: 'report'; readonly report: boolean | null }
  | { readonly kind: 'retry'; readonly retry: number | null }
  | { readonly kind: 'timeout'; readonly timeout: string | null }
  | { readonly kind: 'secrets'; readonly secrets: readonly Secret[] };
