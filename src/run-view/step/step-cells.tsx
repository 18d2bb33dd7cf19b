/** The cells that the step executed, each with its code and what it showed. */
import { Widget } from '@lumino/widgets';
import * as React from 'react';
import { secondsText } from '../../../protocol/quantities.js';
import { useSignalFrames } from '../../frames/use-signal-frames.js';
import { OutputDisplay } from '../../outputs/output-display.js';
import type { FeedCell, StepFeed } from '../../outputs/step-feed.js';
import { cellNumber } from '../cell-number.js';
import { goToCell } from '../run-actions.js';
import { useShownRun } from '../services.js';
import { Trouble } from '../trouble.js';
import { PythonCode } from './python-code.js';

export interface StepCellsProps {
  readonly feed: StepFeed;
  readonly step: string;
}

export function StepCells({ feed, step }: StepCellsProps): React.JSX.Element {
  const { model, trans } = useShownRun();
  useSignalFrames(feed.changed);
  const view = model.view.steps[step];
  if (feed.cells.length === 0) {
    return feed.error === null ? (
      <p>{feed.state === 'waiting' ? trans.__('Reading…') : trans.__('The step has not executed any cell.')}</p>
    ) : (
      <Trouble error={feed.error} trans={trans} />
    );
  }
  const own = model.plan.steps.find(({ name }) => name === step)?.cells ?? [];
  const before = feed.cells.filter(({ cell }) => !own.includes(cell));
  const failed = view?.error?.cell ?? null;
  const list = (cells: readonly FeedCell[]): React.JSX.Element => (
    <ol className="collard-StepCells">
      {cells.map(cell => (
        <li key={cell.cell} data-failed={cell.cell === failed}>
          <CellHead cell={cell} state={stateOf(cell, view?.cell ?? null, failed)} />
          <PythonCode source={cell.source} />
          <CellOutputs feed={feed} cell={cell.cell} />
        </li>
      ))}
    </ol>
  );
  return (
    <>
      {before.length > 0 && (
        <details className="collard-StepCells-before" open={before.some(({ cell }) => cell === failed)}>
          <summary>{trans.__('Imports and functions')}</summary>
          {list(before)}
        </details>
      )}
      {list(feed.cells.filter(({ cell }) => own.includes(cell)))}
    </>
  );
}

type CellState = 'running' | 'failed' | 'done' | 'waiting';

function stateOf({ cell, seconds }: FeedCell, running: string | null, failed: string | null): CellState {
  return cell === failed ? 'failed' : cell === running ? 'running' : seconds === null ? 'waiting' : 'done';
}

function CellHead({ cell, state }: { readonly cell: FeedCell; readonly state: CellState }): React.JSX.Element {
  const shown = useShownRun();
  const { trans } = shown;
  const [trouble, setTrouble] = React.useState('');
  const number = cellNumber(shown, cell.cell);
  const name = number === null ? trans.__('Cell') : trans.__('Cell %1', number);
  const go = (): void => {
    setTrouble('');
    goToCell(shown, cell.cell, null).catch((error: unknown) =>
      setTrouble(error instanceof Error ? error.message : String(error))
    );
  };
  return (
    <div className="collard-StepCells-head">
      <button type="button" className="collard-Link" title={trans.__('Go to the cell in the notebook')} onClick={go}>
        {name}
      </button>
      <span>{wordOf(state, cell.seconds)}</span>
      {trouble !== '' && <span role="alert">{trouble}</span>}
    </div>
  );

  function wordOf(current: CellState, seconds: number | null): string {
    switch (current) {
      case 'running':
        return trans.__('running');
      case 'failed':
        return trans.__('failed');
      case 'waiting':
        return '';
      case 'done':
        return seconds === null ? '' : secondsText(seconds);
    }
  }
}

/** JupyterLab's own output area inside of React. */
function CellOutputs({ feed, cell }: { readonly feed: StepFeed; readonly cell: string }): React.JSX.Element {
  const { rendermime, trans } = useShownRun();
  const place = React.useRef<HTMLDivElement>(null);
  const [isCut, setCut] = React.useState(false);
  // A layout effect is undone while the place is still in the page, as detaching a widget demands.
  React.useLayoutEffect(() => {
    const host = place.current;
    if (host === null) {
      return undefined;
    }
    const display = new OutputDisplay(feed, cell, rendermime);
    const onChanged = (): void => setCut(display.isCut);
    display.changed.connect(onChanged);
    onChanged();
    Widget.attach(display.widget, host);
    return () => {
      display.changed.disconnect(onChanged);
      display.dispose();
    };
  }, [feed, cell, rendermime]);
  return (
    <>
      <div className="collard-StepCells-outputs" ref={place} />
      {isCut && <p className="collard-StepCells-note">{trans.__('There is more text; the log has all of it.')}</p>}
    </>
  );
}
