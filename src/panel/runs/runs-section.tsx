/** The section *Runs*: what was run of this notebook, newest first. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { RunSummary } from '../../../protocol/api.js';
import { commandIds } from '../../commands/command-ids.js';
import type { PanelServices } from '../panel-services.js';
import { useCurrentPipeline, useEnabled } from '../use-pipeline.js';
import { useSignal } from '../use-signal.js';
import { matching } from './filter.js';
import { RunItem } from './run-item.js';

export function RunsSection(services: PanelServices): React.JSX.Element {
  const { pipelines, history, trans } = services;
  const enabled = useEnabled(useCurrentPipeline(pipelines));
  const state = useSignal(history.changed, () => history.state);
  const empty = <p className="collard-quiet">{trans.__('Runs of this notebook are listed here.')}</p>;
  if (!enabled) {
    return empty;
  }
  switch (state.kind) {
    case 'unknown':
      return <p className="collard-quiet">{trans.__('Reading the runs…')}</p>;
    case 'refused':
      return (
        <div className="collard-Trouble">
          <p>{state.refusal.message}</p>
          <button type="button" className="collard-Button" onClick={() => void history.refresh()}>
            {trans.__('Try again')}
          </button>
        </div>
      );
    case 'known':
      return state.runs.length === 0 ? empty : <RunList {...services} runs={state.runs} />;
  }
}

type RunListProps = PanelServices & { readonly runs: readonly RunSummary[] };

function RunList(props: RunListProps): React.JSX.Element {
  const { runs, trans } = props;
  const [filter, setFilter] = React.useState('');
  const [chosen, setChosen] = React.useState<readonly string[]>([]);
  const shown = matching(runs, filter);
  // What was deleted can be compared no more.
  const pair = chosen.filter(id => runs.some(run => run.id === id));
  return (
    <>
      <div className="collard-Runs-tools">
        <input
          type="search"
          className="collard-Input"
          placeholder={trans.__('Filter')}
          aria-label={trans.__('Filter runs by name, phase, parameter or metric')}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <CompareButton {...props} pair={pair} />
      </div>
      {shown.length === 0 && <p className="collard-quiet">{trans.__('No run fits the filter.')}</p>}
      <ul className="collard-Runs" aria-label={trans.__('Runs')}>
        {shown.map(run => (
          <RunItem
            key={run.id}
            {...props}
            run={run}
            chosen={pair.includes(run.id)}
            onChoose={on => setChosen(on ? [...pair, run.id].slice(-2) : pair.filter(id => id !== run.id))}
          />
        ))}
      </ul>
    </>
  );
}

interface CompareButtonProps {
  readonly commands: PanelServices['commands'];
  readonly trans: TranslationBundle;
  readonly runs: readonly RunSummary[];
  readonly pair: readonly string[];
}

/** The older run goes to the left. */
function CompareButton({ commands, trans, runs, pair }: CompareButtonProps): React.JSX.Element {
  const [right, left] = runs.filter(({ id }) => pair.includes(id)).map(({ id }) => id);
  const ready = left !== undefined && right !== undefined;
  return (
    <button
      type="button"
      className="collard-Button"
      aria-disabled={!ready}
      title={ready ? trans.__('Compare the two marked runs') : trans.__('Mark two runs to compare them')}
      onClick={() => ready && void commands.execute(commandIds.compareRuns, { left, right })}
    >
      {trans.__('Compare')}
    </button>
  );
}
