/** The whole run, seen in the way that the user chooses. */
import * as React from 'react';
import type { Phase } from '../../../protocol/run-event.js';
import { GraphView } from '../../graph/graph-view.js';
import { useShownRun } from '../services.js';
import { Tabs, type Tab } from '../tabs.js';
import { MetricsTable } from './metrics-table.js';
import { ParametersTable } from './parameters-table.js';
import { StepsTable } from './steps-table.js';
import { Timeline } from './timeline.js';

export interface OverviewProps {
  readonly step: string | null;
  readonly onChoose: (step: string) => void;
}

export function Overview({ step, onChoose }: OverviewProps): React.JSX.Element {
  const { trans } = useShownRun();
  const [tab, setTab] = React.useState('steps');
  const tabs: readonly Tab[] = [
    { id: 'steps', label: trans.__('Steps'), draw: () => <StepsTable step={step} onChoose={onChoose} /> },
    { id: 'graph', label: trans.__('Graph'), draw: () => <Graph onChoose={onChoose} /> },
    { id: 'timeline', label: trans.__('Timeline'), draw: () => <Timeline step={step} onChoose={onChoose} /> },
    { id: 'metrics', label: trans.__('Metrics'), draw: () => <MetricsTable /> },
    { id: 'parameters', label: trans.__('Parameters'), draw: () => <ParametersTable /> }
  ];
  return (
    <section className="collard-Overview" aria-label={trans.__('The run')}>
      <Tabs label={trans.__('Views of the run')} tabs={tabs} chosen={tab} onChoose={setTab} />
    </section>
  );
}

function Graph({ onChoose }: Pick<OverviewProps, 'onChoose'>): React.JSX.Element {
  const { model, trans } = useShownRun();
  const { plan, view } = model;
  const phases = React.useMemo<Readonly<Record<string, Phase>>>(
    () => Object.fromEntries(Object.entries(view.steps).map(([name, { phase }]) => [name, phase])),
    [view]
  );
  const order = React.useMemo(() => plan.steps.map(({ name }) => name), [plan]);
  return <GraphView {...{ plan, order, phases, trans }} failing={noSteps} onOpen={onChoose} />;
}

const noSteps: ReadonlySet<string> = new Set();
