/** Durations for people. */

/** Such as "8 ms", "1.4 s", "2 min 5 s", "3 h 20 min". */
export function formatDuration(seconds: number): string {
  if (seconds < 0.9995) {
    return inUnit(Math.round(Math.max(0, seconds) * 1000), 'millisecond');
  }
  if (seconds < 59.95) {
    return inUnit(seconds, 'second', seconds < 9.95 ? 1 : 0);
  }
  const whole = Math.round(seconds);
  if (whole < 3600) {
    return pair(Math.floor(whole / 60), 'minute', whole % 60, 'second');
  }
  const minutes = Math.round(whole / 60);
  return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute');
}

type Unit = 'millisecond' | 'second' | 'minute' | 'hour';

function pair(large: number, largeUnit: Unit, small: number, smallUnit: Unit): string {
  return small === 0 ? inUnit(large, largeUnit) : `${inUnit(large, largeUnit)} ${inUnit(small, smallUnit)}`;
}

function inUnit(value: number, unit: Unit, maximumFractionDigits = 0): string {
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(
    value
  );
}
