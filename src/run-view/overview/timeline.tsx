/** Bars on a time axis, one for each attempt of each step. Each bar says in words what it shows. */
import * as React from 'react';
import { secondsText } from '../../../protocol/quantities.js';
import { phaseWord } from '../../phases/phase-words.js';
import { useShownRun } from '../services.js';
import type { OverviewProps } from './overview.js';
import { stepRows } from './step-rows.js';
import { timelineOf, type Bar, type TimelineAxis } from './timeline-bars.js';

export function Timeline({ step, onChoose }: OverviewProps): React.JSX.Element {
  const { model, trans } = useShownRun();
  const now = useNow(model.view.phase === 'running');
  const { rows, axis } = timelineOf(stepRows(model), model.view.started, now);
  const percent = (seconds: number): string => `${(100 * seconds) / axis.length}%`;
  const sentence = (name: string, { attempt, phase, from, seconds }: Bar): string =>
    trans.__(
      '%1, attempt %2: %3, began after %4 and took %5',
      name,
      attempt,
      phaseWord(trans, phase),
      secondsText(from),
      secondsText(seconds)
    );
  return (
    <div className="collard-Timeline">
      <Axis axis={axis} percent={percent} />
      <ul>
        {rows.map(({ name, phase, bars }) => (
          <li key={name} className="collard-Timeline-row" aria-current={name === step}>
            <button type="button" className="collard-Link" title={name} onClick={() => onChoose(name)}>
              {name}
            </button>
            <div className="collard-Timeline-track">
              {bars.map(bar => (
                <div
                  key={bar.attempt}
                  className="collard-Timeline-bar"
                  role="img"
                  data-phase={bar.phase}
                  title={sentence(name, bar)}
                  aria-label={sentence(name, bar)}
                  style={{ left: percent(bar.from), width: percent(bar.seconds) }}
                />
              ))}
              {bars.length === 0 && <span className="collard-Timeline-none">{phaseWord(trans, phase)}</span>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AxisProps {
  readonly axis: TimelineAxis;
  readonly percent: (seconds: number) => string;
}

function Axis({ axis, percent }: AxisProps): React.JSX.Element {
  return (
    <div className="collard-Timeline-axis" aria-hidden="true">
      <div className="collard-Timeline-track">
        {axis.ticks.map(tick => (
          <span key={tick} className="collard-Timeline-tick" style={{ left: percent(tick) }}>
            {tick === 0 ? '0' : secondsText(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}

function useNow(running: boolean): number {
  const [now, setNow] = React.useState(() => Date.now());
  React.useEffect(() => {
    if (running) {
      const timer = setInterval(() => setNow(Date.now()), 500);
      return () => clearInterval(timer);
    }
    return undefined;
  }, [running]);
  return now;
}
