/** With which parameters it ran, and which of them were chosen for this run. */
import * as React from 'react';
import { useShownRun } from '../services.js';

export function ParametersTable(): React.JSX.Element {
  const { model, trans } = useShownRun();
  const { parameters } = model.plan;
  if (parameters.length === 0) {
    return <p>{trans.__('This pipeline has no parameters.')}</p>;
  }
  return (
    <table className="collard-Table">
      <thead>
        <tr>
          <th scope="col">{trans.__('Parameter')}</th>
          <th scope="col">{trans.__('Value')}</th>
          <th scope="col">{trans.__('In the notebook')}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, literal }) => (
          <tr key={name}>
            <th scope="row" className="collard-Table-code">
              {name}
            </th>
            <td className="collard-Table-code">{model.summary.parameters[name] ?? literal}</td>
            <td className="collard-Table-code">{literal}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
