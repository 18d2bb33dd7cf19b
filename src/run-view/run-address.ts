/** The address of a run: `?collard=run/<id>` behind the address of JupyterLab. */

/** What the router compares an address with; it must not mind other parameters. */
export const runAddressPattern = /[?&]collard=run(?:%2F|\/)[^&#]+/i;

/** The id in the query of an address; null when the address is not of a run. */
export function runInQuery(search: string): string | null {
  const value = new URLSearchParams(search).get('collard');
  return value?.startsWith('run/') === true && value.length > 'run/'.length ? value.slice('run/'.length) : null;
}

/** The address without our parameter, as path, query and fragment; all else stays as it is. */
export function withoutRun(path: string, search: string, hash: string): string {
  const rest = search
    .replace(/^\?/, '')
    .split('&')
    .filter(part => part !== '' && !part.startsWith('collard='));
  return path + (rest.length === 0 ? '' : `?${rest.join('&')}`) + hash;
}

/** A link that opens the run for whoever may use this Jupyter server. `page` is the address of the page, token and all. */
export function runLink(page: string, id: string): string {
  const url = new URL(page);
  url.search = '';
  url.hash = '';
  return `${url.href}?collard=run/${encodeURIComponent(id)}`;
}
