/** Tells people who listen instead of look how the run goes. */
import * as React from 'react';
import { phaseWord } from '../phases/phase-words.js';
import { useShownRun } from './services.js';

export function PhaseAnnouncer(): React.JSX.Element {
  const { model, trans } = useShownRun();
  const { plan, summary, view } = model;
  const done = plan.steps.filter(
    ({ name }) => view.steps[name]?.seconds !== null || view.steps[name]?.phase === 'cached'
  );
  const failed = plan.steps.find(({ name }) => view.steps[name]?.phase === 'failed');
  const sentence =
    failed !== undefined
      ? trans.__('Run %1: step %2 failed.', phaseWord(trans, summary.phase), failed.name)
      : trans.__('Run %1: %2 of %3 steps done.', phaseWord(trans, summary.phase), done.length, plan.steps.length);
  return (
    <p className="collard-hidden" role="status" aria-live="polite">
      {sentence}
    </p>
  );
}
