/** What the steps measured. */
import * as React from 'react';
import { numberText } from '../../../protocol/quantities.js';
import { useShownRun } from '../services.js';

export function MetricsTable(): React.JSX.Element {
  const { model, trans } = useShownRun();
  const rows = model.plan.steps.flatMap(({ name }) =>
    Object.entries(model.view.steps[name]?.metrics ?? {}).map(([metric, value]) => ({ step: name, metric, value }))
  );
  if (rows.length === 0) {
    return <p>{trans.__('No metrics. A cell with the type “metrics” prints them.')}</p>;
  }
  return (
    <table className="collard-Table">
      <thead>
        <tr>
          <th scope="col">{trans.__('Metric')}</th>
          <th scope="col" className="collard-Table-number">
            {trans.__('Value')}
          </th>
          <th scope="col">{trans.__('Step')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ step, metric, value }) => (
          <tr key={`${step}/${metric}`}>
            <th scope="row">{metric}</th>
            <td className="collard-Table-number" title={String(value)}>
              {numberText(value)}
            </td>
            <td>{step}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
