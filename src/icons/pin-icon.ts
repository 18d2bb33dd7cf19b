/** Marks runs that are kept for good. */
import { LabIcon } from '@jupyterlab/ui-components';

const path = 'M5 1.500h6v1.300l-1 .7v3.700l2 1.800v1.500H8.700V14L8 15l-.7-1v-3.500H4V9l2-1.800V3.500l-1-.7z';

export const pinIcon = new LabIcon({
  name: 'collard:pin',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16"><path class="jp-icon3" fill="#616161" d="${path}"/></svg>`
});
