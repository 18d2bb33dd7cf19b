/** Metrics of a run: names and numbers. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { numberText } from '../../protocol/quantities.js';

interface MetricsProps {
  readonly metrics: Readonly<Record<string, number>>;
  readonly trans: TranslationBundle;
  /** More than this are counted; all of them unless said. */
  readonly most?: number;
}

export function Metrics({ metrics, trans, most = Infinity }: MetricsProps): React.JSX.Element | null {
  const entries = Object.entries(metrics);
  if (entries.length === 0) {
    return null;
  }
  const rest = entries.length - most;
  return (
    <dl className="collard-Metrics" aria-label={trans.__('Metrics')}>
      {entries.slice(0, most).map(([name, value]) => (
        <div key={name}>
          <dt title={name}>{name}</dt>
          <dd>{numberText(value)}</dd>
        </div>
      ))}
      {rest > 0 && (
        <div>
          <dt className="collard-quiet">{trans.__('and %1 more', rest)}</dt>
        </div>
      )}
    </dl>
  );
}
