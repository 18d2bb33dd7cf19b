/** With which Python and libraries the step ran. */
import * as React from 'react';
import type { StepDetail } from '../../../protocol/api.js';
import { useShownRun } from '../services.js';

export function StepLibraries({ detail }: { readonly detail: StepDetail }): React.JSX.Element {
  const { trans } = useShownRun();
  const { distributions, python } = detail;
  if (python === '') {
    return <p>{trans.__('Libraries are known of steps that have succeeded.')}</p>;
  }
  const rows = Object.entries(distributions).sort(([left], [right]) => left.localeCompare(right));
  return (
    <>
      <p>{trans.__('Python %1', python)}</p>
      {rows.length === 0 ? (
        <p>{trans.__('The step used no libraries.')}</p>
      ) : (
        <table className="collard-Table">
          <thead>
            <tr>
              <th scope="col">{trans.__('Library')}</th>
              <th scope="col">{trans.__('Version')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, version]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{version}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
