/** Which runs a typed filter leaves. */
import type { RunSummary } from '../../../protocol/api.js';

/** Every word must occur somewhere in what a run shows: name, time, phase, parameters, metrics. */
export function matching(runs: readonly RunSummary[], filter: string): readonly RunSummary[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter(run => {
    const text = textOf(run).toLowerCase();
    return words.every(word => text.includes(word));
  });
}

function textOf({ title, created, phase, parameters, metrics }: RunSummary): string {
  const pairs = [...Object.entries(parameters), ...Object.entries(metrics)].map(([name, value]) => `${name}=${value}`);
  return [title, created, phase, ...pairs].join(' ');
}
