/** What a step's first cell says about how it runs, in the few characters that a badge has room for. */
import type { CellRole } from '../../compiler/edit/index.js';
import { settingsOf } from '../../compiler/edit/index.js';

export type StepMark =
  | { readonly kind: 'gpu' | 'cpu' | 'memory' | 'timeout' | 'image'; readonly value: string }
  | { readonly kind: 'limits' | 'retries' | 'secrets'; readonly count: number; readonly names: readonly string[] }
  | { readonly kind: 'cache'; readonly enabled: boolean };

export function stepMarks(role: CellRole): readonly StepMark[] {
  const { gpu, cpu, memory, otherLimits, image, cache, retry, timeout, secrets } = settingsOf(role);
  const others = Object.entries(otherLimits).map(([key, value]) => `${key} ${value}`);
  const valued = { gpu: gpu?.count ?? null, cpu, memory, timeout, image };
  const counted = { limits: others.length, retries: retry ?? 0, secrets: secrets.length };
  const names = { limits: others, retries: [], secrets: secrets.map(({ env }) => env) };
  return [
    ...(['gpu', 'cpu', 'memory', 'timeout', 'image'] as const).flatMap(kind => {
      const value = valued[kind];
      return value === null ? [] : [{ kind, value }];
    }),
    ...(['limits', 'retries', 'secrets'] as const).flatMap(kind =>
      counted[kind] === 0 ? [] : [{ kind, count: counted[kind], names: names[kind] }]
    ),
    ...(cache === null ? [] : [{ kind: 'cache' as const, enabled: cache === 'enabled' }])
  ];
}
