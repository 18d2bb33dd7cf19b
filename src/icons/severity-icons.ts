/** One sign for each severity of a problem; told apart by shape, the color only helps. */
import { LabIcon } from '@jupyterlab/ui-components';
import type { Severity } from '../../compiler/index.js';

export const severityIcons: Readonly<Record<Severity, LabIcon>> = {
  error: sign(
    'error',
    '<circle cx="8" cy="8" r="6.200"/><path d="M5.700 5.700l4.600 4.600M10.300 5.700 5.700 10.300"/>'
  ),
  warning: sign('warning', '<path d="M8 2 14.500 13.500h-13z"/><path d="M8 6.500v3.300M8 11.500v.2"/>'),
  info: sign('info', '<circle cx="8" cy="8" r="6.200"/><path d="M8 7.500v3.800M8 4.900v.2"/>')
};

function sign(name: string, shapes: string): LabIcon {
  const svgstr = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16"><g fill="none" stroke="currentColor" stroke-width="1.400" stroke-linecap="round" stroke-linejoin="round">${shapes}</g></svg>`;
  return new LabIcon({ name: `collard:${name}`, svgstr });
}
