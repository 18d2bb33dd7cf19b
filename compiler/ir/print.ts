/** Canonical JSON: one text for one value, whatever order its keys were made in. Digests and equality of plans rest on it. */

/**
 * Prints a JSON value with sorted keys and no spaces. Keys whose value is `undefined` are left out.
 *
 * Numbers print as JavaScript prints them; the Python runtime reads plans, and never prints one.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(item => canonicalJson(item)).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}
