/** Sizes for people, in powers of 1000 as file managers and browsers write them. */

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Such as "640 byte", "1.2 MB"; three digits are enough to compare by. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const maximumFractionDigits = unit === 0 || value >= 99.5 ? 0 : 1;
  const options = { style: 'unit', unit: units[unit] ?? 'byte', unitDisplay: 'short', maximumFractionDigits } as const;
  return new Intl.NumberFormat(undefined, options).format(value);
}
