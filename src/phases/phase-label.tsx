/** A phase as people see it: sign and word, never a color alone. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { phaseIcons, type AnyPhase } from './phase-icons.js';
import { phaseWord } from './phase-words.js';

interface PhaseLabelProps {
  readonly phase: AnyPhase;
  readonly trans: TranslationBundle;
  /** Shows the sign alone, with the word for screen readers. */
  readonly compact?: boolean;
}

export function PhaseLabel({ phase, trans, compact = false }: PhaseLabelProps): React.JSX.Element {
  const Icon = phaseIcons[phase].react;
  const word = phaseWord(phase, trans);
  return (
    <span className="collard-Phase" data-phase={phase} title={compact ? word : undefined}>
      <Icon tag="span" className="collard-Phase-icon" aria-hidden="true" />
      <span className={compact ? 'collard-hidden' : 'collard-Phase-word'}>{word}</span>
    </span>
  );
}
