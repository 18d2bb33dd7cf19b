/**
 * Names for Argo, which knows neither underscores nor dots, and for tasks no leading digit. A name depends on the step alone
 * unless two steps would get the same one, so it stays as the notebook grows.
 */
import { digestText } from '../../ir/digest.js';
import type { Plan } from '../../ir/plan.js';

/** Template of the whole graph; no step's template has this name. */
export const graphTemplate = 'pipeline';
/** Template that snapshots the run's volume. */
export const snapshotTemplate = 'collard-snapshot';
/** Beginning of the names of tasks that take a snapshot after a step. */
export const snapshotTaskPrefix = 'collard-snapshot-after-';

/** The name of each step's template and task, by step. Pods and nodes carry it. */
export function templateNames({ steps }: Pick<Plan, 'steps'>): ReadonlyMap<string, string> {
  const wishes = steps.map(({ name }) => [name, templateName(name)] as const);
  const isShared = (step: string, wish: string): boolean =>
    wishes.some(([other, name]) => other !== step && name === wish);
  return new Map(
    wishes.map(([step, wish]) => {
      const isFree = !isReserved(wish) && (step === wish || !isShared(step, wish));
      // No wish has two dashes in a row, so this name is no other step's.
      return [step, isFree ? wish : `${wish}--${digestText(step).slice(0, 8)}`];
    })
  );
}

function templateName(step: string): string {
  const safe = step.replace(/[_-]+/g, '-').replace(/^-|-$/g, '');
  return /^[a-z]/.test(safe) ? safe : `step-${safe}`.replace(/-$/, '');
}

function isReserved(name: string): boolean {
  return name === graphTemplate || name.startsWith('collard-');
}

/** A name for a native parameter: letters, digits, `-` and `_`. Python's other letters are told apart by a digest. */
export function parameterName(name: string): string {
  const safe = name.normalize('NFKD').replace(/[^A-Za-z0-9_-]/g, '');
  return safe === name ? name : `${safe}-${digestText(name).slice(0, 6)}`;
}

/** A name of at most `longest` characters; a longer one keeps its beginning and gets a digest. */
export function shortened(name: string, longest: number): string {
  return name.length <= longest
    ? name
    : `${name.slice(0, longest - 7).replace(/-+$/, '')}-${digestText(name).slice(0, 6)}`;
}
