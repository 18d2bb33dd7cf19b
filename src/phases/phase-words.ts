/** The word for each phase of a step or a run. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { RunSummary } from '../../protocol/api.js';
import type { Phase } from '../../protocol/run-event.js';

/** Phases of steps, and those that only a run can be in. */
export type AnyPhase = Phase | RunSummary['phase'];

export function phaseWord(trans: TranslationBundle, phase: AnyPhase): string {
  switch (phase) {
    case 'pending':
      return trans.__('Waiting');
    case 'running':
      return trans.__('Running');
    case 'succeeded':
      return trans.__('Succeeded');
    case 'failed':
      return trans.__('Failed');
    case 'skipped':
      return trans.__('Skipped');
    case 'cancelled':
      return trans.__('Cancelled');
    case 'cached':
      return trans.__('Reused');
    case 'interrupted':
      return trans.__('Interrupted');
  }
}
