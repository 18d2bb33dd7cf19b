/** A DNS-safe pipeline name out of any file name. */

const longest = 63;

/** `Über Äpfel 2.ipynb` → `uber-apfel-2`. Falls back to `pipeline` when nothing usable is left. */
export function pipelineNameFrom(fileName: string): string {
  const name = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.ipynb$/i, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  return name === '' ? 'pipeline' : name;
}
