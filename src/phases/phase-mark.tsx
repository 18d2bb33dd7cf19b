/** A phase as icon and word. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { phaseIcon } from './phase-icons.js';
import { phaseWord, type AnyPhase } from './phase-words.js';

export function PhaseMark({
  phase,
  trans
}: {
  readonly phase: AnyPhase;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const Icon = phaseIcon(phase).react;
  return (
    <span className="collard-PhaseMark" data-phase={phase}>
      <Icon tag="span" className="collard-PhaseIcon" aria-hidden="true" />
      <span>{phaseWord(trans, phase)}</span>
    </span>
  );
}
