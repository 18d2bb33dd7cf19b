/** Why a notebook cannot be run just now: all reasons at once, as data, so that each can be shown with a way out. */
import type { Diagnostic, Parameter } from '../../compiler/index.js';
import type { PipelineState } from '../tokens.js';
import { typedParameters, workersOf, type LiteralForType, type RunDraft } from './run-draft.js';

export type Obstacle =
  | { readonly kind: 'no-steps' }
  | { readonly kind: 'problem'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'parameter'; readonly parameter: Parameter; readonly text: string }
  | { readonly kind: 'workers'; readonly text: string };

/** @param literalForType null as long as the compiler is on its way; values are taken as good until then. */
export function obstacles(
  { plan, diagnostics }: PipelineState,
  draft: RunDraft,
  literalForType: LiteralForType | null
): readonly Obstacle[] {
  const problems: readonly Obstacle[] = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(diagnostic => ({ kind: 'problem', diagnostic }));
  if (plan === null) {
    return problems.length > 0 ? problems : [{ kind: 'no-steps' }];
  }
  const values: readonly Obstacle[] = typedParameters(plan, draft)
    .filter(({ parameter, text }) => literalForType?.(text, parameter.type) === null)
    .map(value => ({ kind: 'parameter', ...value }));
  const workers: readonly Obstacle[] = workersOf(draft) === undefined ? [{ kind: 'workers', text: draft.workers }] : [];
  return [...problems, ...values, ...workers];
}
