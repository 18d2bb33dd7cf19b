/** Named values, left and right. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Comparison } from '../../protocol/api.js';

export interface DifferenceTableProps {
  readonly differences: Comparison['parameters'];
  /** Heading of the first column. */
  readonly name: string;
  readonly trans: TranslationBundle;
  /** Shortens what nobody reads in full, such as digests. */
  readonly shorten?: (text: string) => string;
}

export function DifferenceTable({ differences, name, trans, shorten }: DifferenceTableProps): React.JSX.Element {
  const text = (value: string | null): React.ReactNode =>
    value === null ? <span className="collard-Comparison-none">{trans.__('none')}</span> : (shorten?.(value) ?? value);
  return (
    <div className="collard-Table-scroll" role="region" aria-label={name} tabIndex={0}>
      <table className="collard-Table collard-Table-wrapping">
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{trans.__('Left')}</th>
            <th scope="col">{trans.__('Right')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(difference => (
            <tr key={difference.name}>
              <th scope="row" className="collard-Table-code">
                {difference.name}
              </th>
              <td className="collard-Table-code" title={difference.left ?? undefined}>
                {text(difference.left)}
              </td>
              <td className="collard-Table-code" title={difference.right ?? undefined}>
                {text(difference.right)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
