/** The state of a step in a few words. */
import type { StepView } from '../../protocol/run-view.js';
import { bytesText, secondsText } from '../../protocol/quantities.js';
import type { Paint, Style } from '../terminal/style.js';

export function symbolOf({ phase }: StepView): string {
  switch (phase) {
    case 'pending':
      return '○';
    case 'running':
      return '●';
    case 'succeeded':
    case 'cached':
      return '✓';
    case 'failed':
      return '✗';
    case 'skipped':
    case 'cancelled':
      return '–';
  }
}

export function paintOf({ phase }: StepView, { good, error, warning, dim, info }: Style): Paint {
  switch (phase) {
    case 'succeeded':
    case 'cached':
      return good;
    case 'failed':
      return error;
    case 'cancelled':
    case 'skipped':
      return warning;
    case 'running':
      return info;
    case 'pending':
      return dim;
  }
}

/** `1.2 s`, `cached`, `failed`, …; of a running step, how long it has been running. */
export function stateText(step: StepView, now: number): string {
  switch (step.phase) {
    case 'pending':
      return step.attempt > 0 ? 'retrying' : 'waiting';
    case 'running':
      return secondsText(step.started === null ? 0 : Math.max(0, (now - Date.parse(step.started)) / 1000));
    case 'succeeded':
      return secondsText(step.seconds ?? 0);
    case 'cached':
    case 'failed':
    case 'skipped':
    case 'cancelled':
      return step.phase;
  }
}

/** What a step left behind: `model 1.20 MB, df 41 kB`; or what is worth saying instead. */
export function resultText(step: StepView): string {
  switch (step.phase) {
    case 'succeeded':
    case 'cached':
      return Object.entries(step.outputs)
        .map(([name, bytes]) => `${name} ${bytesText(bytes)}`)
        .join(', ');
    case 'failed':
      return step.error === null ? '' : errorText(step.error);
    case 'skipped':
      return step.because === null ? '' : `because ${step.because} did not succeed`;
    case 'pending':
    case 'running':
    case 'cancelled':
      return '';
  }
}

/** `ValueError: bad shape`; the first line says enough here. */
export function errorText({ name, message }: { readonly name: string; readonly message: string }): string {
  const [first = ''] = message.split('\n');
  return first === '' ? name : `${name}: ${first}`;
}
