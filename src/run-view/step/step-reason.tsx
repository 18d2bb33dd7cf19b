/** Why the step was executed, reused or skipped. */
import * as React from 'react';
import type { StepView } from '../../../protocol/run-view.js';
import { useShownRun } from '../services.js';

export function StepReason({ view: { phase, because } }: { readonly view: StepView }): React.JSX.Element | null {
  const { trans } = useShownRun();
  if (phase === 'cached') {
    return <p className="collard-Step-because">{trans.__('Nothing changed, so an earlier result was used.')}</p>;
  }
  if (because === null) {
    return null;
  }
  const sentence =
    phase === 'skipped'
      ? trans.__('Skipped because %1 did not succeed.', because)
      : trans.__('No earlier result was used: %1.', because);
  return <p className="collard-Step-because">{sentence}</p>;
}
