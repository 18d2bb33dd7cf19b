/** Metrics of both runs, with what lies between them. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Comparison } from '../../protocol/api.js';
import { numberText } from '../../protocol/quantities.js';

export interface MetricDifferencesProps {
  readonly metrics: Comparison['metrics'];
  readonly trans: TranslationBundle;
}

export function MetricDifferences({ metrics, trans }: MetricDifferencesProps): React.JSX.Element {
  const heads = [trans.__('Left'), trans.__('Right'), trans.__('Difference')];
  return (
    <table className="collard-Table">
      <thead>
        <tr>
          <th scope="col">{trans.__('Metric')}</th>
          {heads.map(head => (
            <th key={head} scope="col" className="collard-Table-number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {metrics.map(({ name, left, right }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="collard-Table-number">{left === null ? trans.__('none') : numberText(left)}</td>
            <td className="collard-Table-number">{right === null ? trans.__('none') : numberText(right)}</td>
            <td className="collard-Table-number">{betweenText(left, right, trans)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Such as "+0.012 (+1.4 %)". */
function betweenText(left: number | null, right: number | null, trans: TranslationBundle): string {
  if (left === null || right === null) {
    return '';
  }
  const between = right - left;
  if (between === 0) {
    return trans.__('none');
  }
  const absolute = signed(numberText(Math.abs(between)), between);
  return left === 0 ? absolute : `${absolute} (${signed(percentText(between / Math.abs(left)), between)})`;
}

function signed(text: string, value: number): string {
  return `${value < 0 ? '−' : '+'}${text}`;
}

function percentText(part: number): string {
  return `${numberText(Number((100 * Math.abs(part)).toPrecision(3)))} %`;
}
