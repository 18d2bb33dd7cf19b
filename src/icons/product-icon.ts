/** The sign of the product: a leaf whose veins are a small pipeline. Drawn to be legible at 16 pixels. */
import { LabIcon } from '@jupyterlab/ui-components';

const leaf = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16">
  <g fill="none" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round">
    <path class="jp-icon3 jp-icon-selectable" stroke="#616161" d="M14 2C7 1.400 2.700 4.600 2.700 9c0 3 2 4.500 4.300 4.500C12 13.500 14.600 9 14 2z"/>
    <path class="jp-icon3 jp-icon-selectable" stroke="#616161" d="M1.700 15 10 6.200M5.900 10.500V6.800M5.900 10.500h3.900"/>
  </g>
  <g class="jp-icon3 jp-icon-selectable" fill="#616161">
    <circle cx="10.300" cy="5.900" r="1.350"/><circle cx="5.900" cy="6.500" r="1.350"/><circle cx="10" cy="10.500" r="1.350"/>
  </g>
</svg>`;

export const pipelineIcon = new LabIcon({ name: 'collard:pipeline', svgstr: leaf });
