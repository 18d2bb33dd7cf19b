/** Every step with how it went; the head of a column sorts by it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { bytesText, timeText } from '../../../protocol/quantities.js';
import type { StepView } from '../../../protocol/run-view.js';
import { PhaseMark } from '../../phases/phase-mark.js';
import { Elapsed } from '../elapsed.js';
import { useShownRun } from '../services.js';
import type { OverviewProps } from './overview.js';
import { sortedRows, stepRows, type Sorting, type SortKey } from './step-rows.js';
import { totalBytes } from './total-bytes.js';

export function StepsTable({ step, onChoose }: OverviewProps): React.JSX.Element {
  const { model, trans } = useShownRun();
  const [sorting, setSorting] = React.useState<Sorting>({ key: 'place', descending: false });
  const sortBy = (key: SortKey): void =>
    setSorting(before => ({ key, descending: before.key === key && !before.descending }));
  const head = (key: SortKey, label: string, number = false): React.JSX.Element => (
    <SortHead {...{ sorting, label, number }} column={key} onSort={sortBy} />
  );
  return (
    <div className="collard-Table-scroll" role="region" aria-label={trans.__('Steps')} tabIndex={0}>
      <table className="collard-Table collard-StepsTable">
        <thead>
          <tr>
            {head('place', '#', true)}
            {head('name', trans.__('Step'))}
            {head('phase', trans.__('State'))}
            {head('started', trans.__('Started'))}
            {head('seconds', trans.__('Duration'), true)}
            {head('bytes', trans.__('Outputs'), true)}
          </tr>
        </thead>
        <tbody>
          {sortedRows(stepRows(model), sorting).map(({ name, place, view }) => (
            <Row key={name} {...{ name, place, view, trans, onChoose }} chosen={name === step} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SortHeadProps {
  readonly column: SortKey;
  readonly label: string;
  readonly number: boolean;
  readonly sorting: Sorting;
  readonly onSort: (key: SortKey) => void;
}

function SortHead({ column, label, number, sorting, onSort }: SortHeadProps): React.JSX.Element {
  const active = sorting.key === column;
  const order = active ? (sorting.descending ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" aria-sort={order} className={number ? 'collard-Table-number' : ''}>
      <button type="button" className="collard-Table-sort" onClick={() => onSort(column)}>
        {label}
        <span aria-hidden="true">{active ? (sorting.descending ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly name: string;
  readonly place: number;
  readonly view: StepView;
  readonly chosen: boolean;
  readonly trans: TranslationBundle;
  readonly onChoose: (step: string) => void;
}

/** Steps that did not change are not drawn again: a run may have a hundred of them. */
const Row = React.memo(function Row({ name, place, view, chosen, trans, onChoose }: RowProps): React.JSX.Element {
  const { phase, attempt, started, seconds, because, outputs } = view;
  const sizes = Object.entries(outputs).map(([output, bytes]) => `${output} ${bytesText(bytes)}`);
  return (
    <tr aria-selected={chosen} onClick={() => onChoose(name)}>
      <td className="collard-Table-number">{place}</td>
      <th scope="row">
        <button type="button" className="collard-Link" aria-current={chosen} title={name}>
          {name}
        </button>
      </th>
      <td title={because ?? undefined}>
        <PhaseMark phase={phase} trans={trans} />
        {attempt > 1 && <span className="collard-StepsTable-attempt">{trans.__('attempt %1', attempt)}</span>}
      </td>
      <td className="collard-Table-time">{started === null ? '' : timeText(started).slice(-8)}</td>
      <td className="collard-Table-number">
        <Elapsed started={phase === 'running' ? started : null} seconds={seconds} />
      </td>
      <td className="collard-Table-number" title={sizes.join('\n')}>
        {sizes.length === 0 ? '' : bytesText(totalBytes(view))}
      </td>
    </tr>
  );
});
