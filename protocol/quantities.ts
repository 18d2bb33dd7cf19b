/** Sizes, durations and times as people read them, alike in the terminal and in the browser. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Powers of 1000, three digits: `812 B`, `1.23 MB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** `12 ms`, `3.4 s`, `5 m`, `1 m 05 s`, `2 h 03 m`. */
export function secondsText(seconds: number): string {
  if (seconds < 0.9995) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 59.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 3600
    ? twoUnits(Math.floor(whole / 60), 'm', whole % 60, 's')
    : twoUnits(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'm');
}

/** An ISO time in the reader's own time zone, to the second. */
export function timeText(iso: string): string {
  const time = new Date(iso);
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');
  return `${date} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':')}`;
}

/** At most six significant digits, and no noise of binary fractions. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** The smaller unit is left out when there is none of it. */
function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${twoDigits(small)} ${smallUnit}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
