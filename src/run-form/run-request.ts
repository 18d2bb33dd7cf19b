/** What is sent to the server to run a notebook. */
import type { Plan } from '../../compiler/index.js';
import type { RunDetail, SubmitRequest } from '../../protocol/api.js';
import type { INotebookPipeline } from '../tokens.js';
import { typedParameters, workersOf, type LiteralForType, type RunDraft } from './run-draft.js';

/** What a command may ask for in place of what the form says. */
export interface RunWish {
  readonly only?: readonly string[];
  readonly fresh?: boolean;
}

/** @param draft must be free of obstacles. @param defaultWorkers for a draft that names no number. */
export function requestFor(
  pipeline: INotebookPipeline,
  plan: Plan,
  draft: RunDraft,
  wish: RunWish,
  literalForType: LiteralForType,
  defaultWorkers: number | null
): SubmitRequest {
  const literals = typedParameters(plan, draft).map(
    ({ parameter: { name, type }, text }) => [name, literalForType(text, type) ?? text] as const
  );
  const known = new Set(plan.steps.map(({ name }) => name));
  return {
    path: pipeline.path,
    notebook: pipeline.content(),
    parameters: Object.fromEntries(literals),
    only: wish.only ?? (draft.only !== null && known.has(draft.only) ? [draft.only] : []),
    fresh: wish.fresh ?? draft.fresh,
    jobs: workersOf(draft) ?? defaultWorkers,
    title: draft.title.trim()
  };
}

/**
 * The same run again, from the notebook as it is now. A parameter keeps the value of that run only where the user had given one;
 * elsewhere the notebook decides, which may have changed. What no longer exists is left out.
 */
export function requestLike(pipeline: INotebookPipeline, plan: Plan, earlier: RunDetail): SubmitRequest {
  const { summary, only } = earlier;
  const names = new Set(plan.parameters.map(({ name }) => name));
  const given = earlier.plan.parameters.flatMap(({ name, literal }) => {
    const value = summary.parameters[name];
    return value === undefined || value === literal || !names.has(name) ? [] : [[name, value] as const];
  });
  const steps = new Set(plan.steps.map(({ name }) => name));
  return {
    path: pipeline.path,
    notebook: pipeline.content(),
    parameters: Object.fromEntries(given),
    only: only.filter(step => steps.has(step)),
    title: summary.title
  };
}
