/** Every word of a badge. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { secondsText } from '../../protocol/quantities.js';
import { phaseWord } from '../phases/phase-words.js';
import type { BadgeContent } from './badge-content.js';
import type { CellInRun } from './cell-in-run.js';
import type { StepMark } from './step-marks.js';

/** What stands on the chip. */
export function chipText(trans: TranslationBundle, { kind, step }: BadgeContent): string {
  switch (kind) {
    case 'step':
      return step ?? '';
    case 'merged':
      return trans.__('part of %1', step ?? '');
    case 'none':
      return trans.__('in no step');
    case 'skip':
      return trans.__('skipped');
    case 'imports':
      return trans.__('imports');
    case 'functions':
      return trans.__('functions');
    case 'pipeline-parameters':
      return trans.__('parameters');
    case 'pipeline-metrics':
      return trans.__('metrics');
  }
}

/** What the chip means, as a sentence. */
export function chipTitle(trans: TranslationBundle, { kind, step, opens }: BadgeContent): string {
  switch (kind) {
    case 'step':
      return opens
        ? trans.__('Step %1 begins here.', step ?? '')
        : trans.__('This cell goes on with step %1.', step ?? '');
    case 'merged':
      return trans.__('This cell is part of step %1.', step ?? '');
    case 'none':
      return trans.__('This cell is in no step and does not run in the pipeline.');
    case 'skip':
      return trans.__('This cell does not run in the pipeline.');
    case 'imports':
      return trans.__('Imports: this cell runs before every step.');
    case 'functions':
      return trans.__('Functions: this cell runs before every step, after the imports.');
    case 'pipeline-parameters':
      return trans.__('Parameters: a run may give these variables other values.');
    case 'pipeline-metrics':
      return trans.__('Metrics: the values that this cell prints are kept with the run.');
  }
}

export function markText(trans: TranslationBundle, mark: StepMark): string {
  switch (mark.kind) {
    case 'gpu':
      return trans.__('%1 GPU', mark.value);
    case 'cpu':
      return trans.__('%1 CPU', mark.value);
    case 'memory':
      return trans.__('%1 memory', mark.value);
    case 'timeout':
      return trans.__('at most %1', mark.value);
    case 'image':
      return trans.__('image %1', mark.value.slice(mark.value.lastIndexOf('/') + 1));
    case 'limits':
      return trans._n('%1 more limit', '%1 more limits', mark.count);
    case 'retries':
      return trans._n('%1 retry', '%1 retries', mark.count);
    case 'secrets':
      return trans._n('%1 secret', '%1 secrets', mark.count);
    case 'cache':
      return mark.enabled ? trans.__('always reused') : trans.__('never reused');
  }
}

/** More than fits into the row; empty when there is nothing to add. */
export function markTitle(mark: StepMark): string {
  return 'names' in mark ? mark.names.join(', ') : mark.kind === 'image' ? mark.value : '';
}

export function afterTitle(trans: TranslationBundle, { step, names }: BadgeContent['after'][number]): string {
  return names.length === 0
    ? trans.__('Runs after %1. Go to it.', step)
    : trans.__('Runs after %1, and needs its %2. Go to it.', step, names.join(', '));
}

/** The phase with its time: `Running 12 s`, `Succeeded in 1.2 s`. */
export function phaseText(
  trans: TranslationBundle,
  { phase, started, seconds }: Pick<CellInRun, 'phase' | 'started' | 'seconds'>,
  now: number
): string {
  if (phase === null) {
    return '';
  }
  const word = phaseWord(trans, phase);
  if (phase === 'running' && started !== null) {
    const whole = Math.floor((now - Date.parse(started)) / 1000);
    return whole < 1 ? word : trans.__('%1 %2', word, secondsText(whole).replace('.0 ', ' '));
  }
  return seconds === null ? word : trans.__('%1 in %2', word, secondsText(seconds));
}

/** What a screen reader says of the chip: what the cell is, what it comes after, what is wrong, how far the run is. */
export function badgeLabel(trans: TranslationBundle, content: BadgeContent): string {
  const { after, problems, run } = content;
  return [
    chipTitle(trans, content),
    ...(after.length === 0 ? [] : [trans.__('After %1.', after.map(({ step }) => step).join(', '))]),
    ...(problems.length === 0 ? [] : [trans._n('%1 problem.', '%1 problems.', problems.length)]),
    ...(run === null || run.phase === null ? [] : [trans.__('%1.', phaseWord(trans, run.phase))]),
    trans.__('Edit.')
  ].join(' ');
}
