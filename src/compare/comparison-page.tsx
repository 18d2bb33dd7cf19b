/** How two runs differ, from the general to the particular. What does not differ is said in words. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Comparison, RunSummary } from '../../protocol/api.js';
import { secondsText, timeText } from '../../protocol/quantities.js';
import { PhaseMark } from '../phases/phase-mark.js';
import { DifferenceTable } from './difference-table.js';
import { MetricDifferences } from './metric-differences.js';
import { StepDifference } from './step-difference.js';

export interface ComparisonPageProps {
  readonly comparison: Comparison;
  readonly openRun: (run: string) => void;
  readonly trans: TranslationBundle;
}

export function ComparisonPage({ comparison, openRun, trans }: ComparisonPageProps): React.JSX.Element {
  const { left, right, parameters, metrics, steps } = comparison;
  const differing = steps.filter(isDifferent);
  return (
    <div className="collard-ComparisonPage">
      <h1>{trans.__('Two runs of %1', left.pipeline)}</h1>
      <div className="collard-Comparison-runs">
        <RunCard side={trans.__('Left')} {...{ run: left, openRun, trans }} />
        <RunCard side={trans.__('Right')} {...{ run: right, openRun, trans }} />
      </div>
      <Section title={trans.__('Parameters')} same={parameters.length === 0} trans={trans}>
        <DifferenceTable differences={parameters} name={trans.__('Parameter')} trans={trans} />
      </Section>
      <Section title={trans.__('Metrics')} same={metrics.length === 0} trans={trans}>
        <MetricDifferences metrics={metrics} trans={trans} />
      </Section>
      <Section title={trans.__('Steps')} same={differing.length === 0} trans={trans}>
        {differing.map(step => (
          <StepDifference key={step.step} difference={step} trans={trans} />
        ))}
      </Section>
    </div>
  );
}

function isDifferent({ only, code, inputs, files, libraries }: Comparison['steps'][number]): boolean {
  return only !== null || [code, inputs, files, libraries].some(differences => differences.length > 0);
}

interface RunCardProps {
  readonly side: string;
  readonly run: RunSummary;
  readonly openRun: (run: string) => void;
  readonly trans: TranslationBundle;
}

function RunCard({ side, run, openRun, trans }: RunCardProps): React.JSX.Element {
  return (
    <section className="collard-Comparison-run" aria-label={side}>
      <span className="collard-Comparison-side">{side}</span>
      <button type="button" className="collard-Link" onClick={() => openRun(run.id)}>
        {run.title || timeText(run.created)}
      </button>
      <PhaseMark phase={run.phase} trans={trans} />
      <span>{run.title === '' ? '' : timeText(run.created)}</span>
      <span>{run.seconds === null ? '' : secondsText(run.seconds)}</span>
    </section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly same: boolean;
  readonly trans: TranslationBundle;
  readonly children: React.ReactNode;
}

function Section({ title, same, trans, children }: SectionProps): React.JSX.Element {
  const heading = React.useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {same ? <p>{trans.__('No difference.')}</p> : children}
    </section>
  );
}
