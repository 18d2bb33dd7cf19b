/** Which steps a step may be declared to come after, and which it comes after already because it needs what they make. */
import type { Plan } from '../ir/plan.js';
import type { CellRole } from './cell-role.js';

export interface AfterChoice {
  readonly step: string;
  /** A tag on the step's first cell says so. */
  readonly declared: boolean;
  /** The step needs something of it, so it comes after it with or without a tag. */
  readonly inferred: boolean;
  /** The values that flow, sorted. May be empty for an inferred one: code is repeated, not passed on. */
  readonly names: readonly string[];
  /** Why it cannot be declared; null when it can. */
  readonly obstacle: 'begins-later' | 'no-such-step' | null;
}

/**
 * All other steps, by order of their first cells, and then names in tags that no step has. A step comes after earlier ones only, by tag as by data, so what can be
 * declared can never close a circle.
 *
 * @param plan of the same notebook; null when there is none, and nothing is known of data then.
 */
export function afterChoices(roles: readonly CellRole[], plan: Plan | null, step: string): readonly AfterChoice[] {
  const openings = roles.filter(({ opens }) => opens);
  const own = openings.find(role => role.step === step);
  const planned = plan?.steps.find(({ name }) => name === step);
  const declared = new Set(own?.tags.flatMap(({ tag }) => (tag.kind === 'prev' ? [tag.name] : [])));
  const known = new Set(openings.map(role => role.step));
  const dangling = [...declared].filter(name => !known.has(name) && name !== step);
  const choices = openings.flatMap(({ step: other, position }) => {
    if (other === null || other === step) {
      return [];
    }
    const names = planned?.inputs.filter(({ from }) => from === other).map(({ name }) => name) ?? [];
    return [
      {
        step: other,
        declared: declared.has(other),
        inferred: names.length > 0 || planned?.inferred.includes(other) === true,
        names,
        obstacle: own !== undefined && position > own.position ? ('begins-later' as const) : null
      }
    ];
  });
  return [
    ...choices,
    ...dangling.map((other): AfterChoice => ({
      step: other,
      declared: true,
      inferred: false,
      names: [],
      obstacle: 'no-such-step'
    }))
  ];
}
