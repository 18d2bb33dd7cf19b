/** One step of the run: how it went, what it showed, what went in and out. */
import * as React from 'react';
import { PhaseMark } from '../../phases/phase-mark.js';
import type { StepFeed } from '../../outputs/step-feed.js';
import { Elapsed } from '../elapsed.js';
import { useShownRun } from '../services.js';
import { Tabs, type Tab } from '../tabs.js';
import { Trouble } from '../trouble.js';
import { StepCells } from './step-cells.js';
import { StepErrorSection } from './step-error-section.js';
import { StepFiles } from './step-files.js';
import { StepLibraries } from './step-libraries.js';
import { StepReason } from './step-reason.js';
import { StepLog } from '../log/step-log.js';
import { StepVariables } from './step-variables.js';
import { useStepDetail, type Detail } from './use-step-detail.js';
import { useStepFeed } from './use-step-feed.js';

export interface StepPanelProps {
  readonly step: string;
  /** The part that is shown; stays while the user looks at one step after the other. */
  readonly tab: string;
  readonly onTab: (tab: string) => void;
}

export function StepPanel({ step, tab, onTab }: StepPanelProps): React.JSX.Element {
  const { model, trans, commands } = useShownRun();
  const feed = useStepFeed(step);
  const detail = useStepDetail(step);
  const view = model.view.steps[step];
  const restore = (): void => void commands.execute('collard:restore-state', { run: model.id, step });
  return (
    <section className="collard-Step" aria-label={trans.__('Step %1', step)}>
      <div className="collard-Step-header">
        <h2>{step}</h2>
        {view && <PhaseMark phase={view.phase} trans={trans} />}
        {view && <Elapsed started={view.phase === 'running' ? view.started : null} seconds={view.seconds} />}
        <button type="button" className="collard-Button" onClick={restore}>
          {trans.__('Restore in notebook…')}
        </button>
      </div>
      {view && <StepReason view={view} />}
      {view?.warnings.map(({ message }, index) => (
        <p key={index} className="collard-Step-warning">
          {message}
        </p>
      ))}
      {view?.error && <StepErrorSection error={view.error} />}
      <Tabs label={trans.__('Parts of the step')} tabs={useTabs(step, feed, detail)} chosen={tab} onChoose={onTab} />
    </section>
  );
}

function useTabs(step: string, feed: StepFeed | null, detail: Detail): readonly Tab[] {
  const { trans } = useShownRun();
  const withFeed = (draw: (feed: StepFeed) => React.JSX.Element) => (): React.JSX.Element =>
    feed === null ? <></> : draw(feed);
  return [
    { id: 'cells', label: trans.__('Cells'), draw: withFeed(found => <StepCells feed={found} step={step} />) },
    { id: 'log', label: trans.__('Log'), draw: withFeed(found => <StepLog feed={found} />) },
    {
      id: 'variables',
      label: trans.__('Variables'),
      draw: withDetail(detail, found => <StepVariables detail={found} />)
    },
    { id: 'files', label: trans.__('Files'), draw: withDetail(detail, found => <StepFiles detail={found} />) },
    {
      id: 'libraries',
      label: trans.__('Libraries'),
      draw: withDetail(detail, found => <StepLibraries detail={found} />)
    }
  ];

  function withDetail(
    known: Detail,
    draw: (detail: Extract<Detail, { state: 'ready' }>['detail']) => React.JSX.Element
  ): () => React.JSX.Element {
    return () => {
      switch (known.state) {
        case 'waiting':
          return <p role="status">{trans.__('Reading…')}</p>;
        case 'refused':
          return <Trouble error={known.error} trans={trans} onRetry={known.again} />;
        case 'ready':
          return draw(known.detail);
      }
    };
  }
}
