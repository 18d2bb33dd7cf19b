/** A run on one page: header; on the left the whole run, on the right the step that is chosen. */
import * as React from 'react';
import { useSignalFrames } from '../frames/use-signal-frames.js';
import { PhaseAnnouncer } from './phase-announcer.js';
import { Overview } from './overview/overview.js';
import { RunHeader } from './run-header.js';
import { ShownRunContext, type ShownRun } from './services.js';
import { StepPanel } from './step/step-panel.js';
import { stepWorthSeeing } from './step-worth-seeing.js';

export interface RunPageProps {
  readonly shown: ShownRun;
  /** The step that the user chose; null: none yet. */
  readonly chosen: string | null;
  readonly onChoose: (step: string) => void;
}

export function RunPage({ shown, chosen, onChoose }: RunPageProps): React.JSX.Element {
  const { model } = shown;
  useSignalFrames(model.changed);
  const [tab, setTab] = React.useState('cells');
  const step = chosen !== null && chosen in model.view.steps ? chosen : stepWorthSeeing(model);
  return (
    <ShownRunContext.Provider value={shown}>
      <div className="collard-RunPage">
        <RunHeader />
        <div className="collard-RunPage-body">
          <Overview step={step} onChoose={onChoose} />
          {step !== null && <StepPanel key={step} {...{ step, tab }} onTab={setTab} />}
        </div>
        <PhaseAnnouncer />
      </div>
    </ShownRunContext.Provider>
  );
}
