/** What went into the step, what came out of it, and what there was when it failed. */
import * as React from 'react';
import type { StepDetail, Variable } from '../../../protocol/api.js';
import { VariableTable } from '../../variables/variable-table.js';
import { useShownRun } from '../services.js';

export function StepVariables({ detail }: { readonly detail: StepDetail }): React.JSX.Element {
  const { trans } = useShownRun();
  const { inputs, outputs, failure } = detail;
  const tables: readonly (readonly [string, readonly Variable[]])[] = [
    [trans.__('Read by the step'), inputs],
    [trans.__('Made by the step'), outputs],
    [trans.__('When it failed'), failure?.variables ?? []],
    [trans.__('Locals of the function that raised'), failure?.locals ?? []]
  ];
  const filled = tables.filter(([, variables]) => variables.length > 0);
  if (filled.length === 0) {
    return <p>{trans.__('No variables were kept of this step.')}</p>;
  }
  return (
    <>
      {filled.map(([caption, variables]) => (
        <VariableTable key={caption} {...{ caption, variables, trans }} />
      ))}
    </>
  );
}
