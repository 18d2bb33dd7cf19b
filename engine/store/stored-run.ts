/** A run as the store has it: what was asked, the plan, and how far it has come. */
import type { Plan } from '../../compiler/ir/plan.js';
import type { RunHeader } from '../../protocol/run.js';
import { foldRunEvents, type RunView } from '../../protocol/run-view.js';
import { readEvents } from './event-file.js';
import { isOwned } from './ownership.js';
import { readPlan } from './plans.js';
import { readRunHeader } from './runs.js';
import type { Workspace } from './workspace.js';

export interface StoredRun {
  readonly header: RunHeader;
  readonly plan: Plan;
  readonly view: RunView;
  /** The phase for people: a run whose program has died is interrupted, not running. */
  readonly state: RunState;
}

export type RunState = RunView['phase'] | 'interrupted';

export function readStoredRun(workspace: Workspace, id: string): StoredRun {
  const header = readRunHeader(workspace, id);
  const plan = readPlan(workspace, header.plan);
  const owned = isOwned(workspace, id); // asked first: a run that ends meanwhile is over, not interrupted
  const view = foldRunEvents(
    plan.steps.map(({ name }) => name),
    readEvents(workspace, id, { outputs: false })
  );
  const state = isOver(view.phase) || owned ? view.phase : 'interrupted';
  return { header, plan, view, state };
}

/** Whether nothing more will happen in a run of this phase. */
export function isOver(phase: RunState): phase is 'succeeded' | 'failed' | 'cancelled' {
  return phase === 'succeeded' || phase === 'failed' || phase === 'cancelled';
}
