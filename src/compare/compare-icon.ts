/** Two columns, one beside the other. */
import { LabIcon } from '@jupyterlab/ui-components';

const columns = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16">
  <path class="jp-icon3" fill="#616161" fill-rule="evenodd" d="M1.500 2h5.500v12H1.500V2zm1.400 1.400v9.200h2.700V3.400H2.900zM9 2h5.500v12H9V2zm1.400 1.400v9.200h2.700V3.400h-2.700z"/>
</svg>`;

export const compareIcon = new LabIcon({ name: 'collard:compare', svgstr: columns });
