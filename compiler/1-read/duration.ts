/** Durations as people write them in tags: `90`, `90s`, `5m`, `1h30m`, `250ms`. */

const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
const whole = /^(\d+(\.\d+)?(ms|s|m|h|d))+$/;

/** Seconds, or null when the text is no positive duration. A bare number counts seconds. */
export function parseDuration(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) {
    return positive(Number(text));
  }
  if (!whole.test(text)) {
    return null;
  }
  let total = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (seconds[unit] ?? 1);
  }
  return positive(total);
}

function positive(value: number): number | null {
  return Number.isFinite(value) && value > 0 ? value : null;
}
