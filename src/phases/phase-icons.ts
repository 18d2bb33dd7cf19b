/** One icon a phase. Shapes differ, so that nobody needs the colors to tell them apart. */
import { LabIcon } from '@jupyterlab/ui-components';
import type { AnyPhase } from './phase-words.js';

const ring = 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 1.4a5.1 5.1 0 1 1 0 10.2A5.1 5.1 0 0 1 8 2.9Z';
const disc = 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z';

/** The filled ones cut their sign out of the disc by the even-odd rule. */
const shapes: Readonly<Record<AnyPhase, string>> = {
  pending: ring,
  running: 'M8 1.5A6.5 6.5 0 1 0 14.5 8h-1.6A4.9 4.9 0 1 1 8 3.1V1.5Z',
  succeeded: `${disc}M7 11.3 3.9 8.2l1.1-1.1 2 2L11 5.1l1.1 1.1L7 11.3Z`,
  failed: `${disc}M5.7 4.6 8 6.9l2.3-2.3 1.1 1.1L9.1 8l2.3 2.3-1.1 1.1L8 9.1l-2.3 2.3-1.1-1.1L6.9 8 4.6 5.7l1.1-1.1Z`,
  skipped: `${ring}M4.9 7.2h6.2v1.6H4.9V7.2Z`,
  cancelled: `${ring}M5.6 5.6h4.8v4.8H5.6V5.6Z`,
  cached: `${disc}M8.9 3.4 4.6 8.8h2.9l-.5 3.8 4.4-5.4H8.4l.5-3.8Z`,
  interrupted: 'M8 1.6 15.2 14H.8L8 1.6Zm-.8 4.6v3.9h1.6V6.2H7.2Zm0 5.1v1.5h1.6v-1.5H7.2Z'
};

export function phaseIcon(phase: AnyPhase): LabIcon {
  return icons[phase];
}

function icon(phase: AnyPhase): LabIcon {
  const path = `<path class="jp-icon3 collard-PhaseIcon-shape" fill="#616161" fill-rule="evenodd" d="${shapes[phase]}"/>`;
  return new LabIcon({
    name: `collard:phase-${phase}`,
    svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16">${path}</svg>`
  });
}

const icons: Readonly<Record<AnyPhase, LabIcon>> = {
  pending: icon('pending'),
  running: icon('running'),
  succeeded: icon('succeeded'),
  failed: icon('failed'),
  skipped: icon('skipped'),
  cancelled: icon('cancelled'),
  cached: icon('cached'),
  interrupted: icon('interrupted')
};
