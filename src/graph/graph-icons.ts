/** Signs of the buttons around the graph. */
import { LabIcon } from '@jupyterlab/ui-components';

export const minusIcon = sign('minus', 'M3.500 8h9');
export const fitIcon = sign('fit', 'M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10');

function sign(name: string, path: string): LabIcon {
  const svgstr = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16"><g fill="none" stroke-width="1.500"><path class="jp-icon3" stroke="#616161" d="${path}"/></g></svg>`;
  return new LabIcon({ name: `collard:${name}`, svgstr });
}
