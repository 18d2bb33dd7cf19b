/** The run that the notebook shows: how far it is, and how it ended. */
import * as React from 'react';
import type { StepError } from '../../../protocol/step-error.js';
import { secondsText } from '../../../protocol/quantities.js';
import { isFinal, type RunView } from '../../../protocol/run-view.js';
import { commandIds } from '../../commands/command-ids.js';
import { PhaseMark } from '../../phases/phase-mark.js';
import type { IRunModel } from '../../tokens.js';
import { Metrics } from '../metrics.js';
import type { RunSectionProps } from './run-section.js';
import { useNow } from './use-now.js';

type RunProgressProps = RunSectionProps & { readonly run: IRunModel; readonly view: RunView };

export function RunProgress(props: RunProgressProps): React.JSX.Element {
  const { run, view, commands, pipeline, trans } = props;
  const goingOn = view.phase === 'running' || view.phase === 'pending';
  return (
    <section className="collard-Progress" aria-label={trans.__('Run of this notebook')}>
      <div className="collard-Progress-head">
        <PhaseMark phase={view.phase} trans={trans} />
        <span className="collard-quiet">
          <Elapsed view={view} />
        </span>
      </div>
      {goingOn ? <Underway view={view} trans={trans} /> : <Ended {...props} />}
      <div className="collard-Buttons">
        <button
          type="button"
          className="collard-Button"
          onClick={() => void commands.execute(commandIds.openRun, { run: run.id })}
        >
          {trans.__('Open run')}
        </button>
        {goingOn ? (
          <button
            type="button"
            className="collard-Button"
            onClick={() => void commands.execute(commandIds.cancel, { run: run.id })}
          >
            {trans.__('Cancel')}
          </button>
        ) : (
          <button type="button" className="collard-Button" onClick={() => pipeline.showRun(null)}>
            {trans.__('Put away')}
          </button>
        )}
      </div>
      <p className="collard-hidden" aria-live="polite">
        {goingOn ? '' : resultSentence(view, trans)}
      </p>
    </section>
  );
}

function Elapsed({ view }: { readonly view: RunView }): React.JSX.Element {
  const { started, seconds, phase } = view;
  const now = useNow(phase === 'running');
  const elapsed = seconds ?? (started === null ? null : Math.max(0, Math.floor((now - Date.parse(started)) / 1000)));
  return <>{elapsed === null ? '' : seconds === null ? `${elapsed} s` : secondsText(elapsed)}</>;
}

function Underway({ view, trans }: Pick<RunProgressProps, 'view' | 'trans'>): React.JSX.Element {
  const steps = Object.entries(view.steps);
  const done = steps.filter(([, { phase }]) => isFinal(phase)).length;
  const running = steps.filter(([, { phase }]) => phase === 'running').map(([name]) => name);
  const label = trans.__('%1 of %2 steps', done, steps.length);
  return (
    <>
      <progress value={done} max={steps.length} aria-label={label} />
      <p>
        {label}
        {running.length > 0 && <span className="collard-quiet"> · {running.join(', ')}</span>}
      </p>
    </>
  );
}

function Ended(props: RunProgressProps): React.JSX.Element {
  const { run, view, trans } = props;
  return (
    <>
      <p>{resultSentence(view, trans)}</p>
      <Metrics metrics={run.summary.metrics} trans={trans} />
      {Object.entries(view.steps).map(([step, { phase, error }]) =>
        phase === 'failed' && error !== null ? <Failure key={step} {...props} step={step} error={error} /> : null
      )}
      {view.phase === 'failed' && <Continue {...props} />}
    </>
  );
}

/** Such as "All 4 steps done, 3 of them reused." */
function resultSentence({ phase, steps }: RunView, trans: RunProgressProps['trans']): string {
  const phases = Object.values(steps).map(step => step.phase);
  const count = (wanted: string): number => phases.filter(each => each === wanted).length;
  const [done, reused] = [count('succeeded') + count('cached'), count('cached')];
  switch (phase) {
    case 'succeeded':
      return reused === 0
        ? trans._n('%1 step done.', '%1 steps done.', done)
        : trans._n('%1 step done, %2 reused.', '%1 steps done, %2 reused.', done, reused);
    case 'failed':
      return trans._n('%1 step failed, %2 done.', '%1 steps failed, %2 done.', count('failed'), done);
    case 'cancelled':
      return trans._n('Cancelled after %1 step.', 'Cancelled after %1 steps.', done);
    case 'pending':
    case 'running':
      return '';
  }
}

type FailureProps = RunProgressProps & { readonly step: string; readonly error: StepError };

function Failure({ pipeline, step, error, trans }: FailureProps): React.JSX.Element {
  const { name, message, hint, cell, line } = error;
  return (
    <div className="collard-Failure">
      <p>
        <strong>{step}</strong> {message === '' ? name : trans.__('%1: %2', name, message)}
      </p>
      {hint !== '' && <p className="collard-quiet">{hint}</p>}
      {cell !== null && (
        <button type="button" className="collard-Button" onClick={() => void pipeline.reveal(cell, line)}>
          {trans.__('Go to cell')}
        </button>
      )}
    </div>
  );
}

function Continue({ commands, pipeline, run, trans }: RunProgressProps): React.JSX.Element {
  return (
    <div className="collard-Continue">
      <button
        type="button"
        className="collard-Button collard-mod-primary"
        onClick={() => void commands.execute(commandIds.continueRun, { run: run.id, path: pipeline.path })}
      >
        {trans.__('Continue after fix')}
      </button>
      <p className="collard-quiet">{trans.__('Runs again with the same values. What is done is not done again.')}</p>
    </div>
  );
}
