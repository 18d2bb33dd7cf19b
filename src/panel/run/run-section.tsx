/** The section *Run*: where, with which values, the button, and what comes of it. */
import * as React from 'react';
import type { INotebookPipeline, PipelineState } from '../../tokens.js';
import type { PanelServices } from '../panel-services.js';
import { useCurrentPipeline, usePipelineState, useRunView, useShownRun } from '../use-pipeline.js';
import { useSignal } from '../use-signal.js';
import { Obstacles } from './obstacle-list.js';
import { ParameterFields } from './parameter-fields.js';
import { Refused } from './refused.js';
import { RunButton } from './run-button.js';
import { RunOptions } from './run-options.js';
import { RunProgress } from './run-progress.js';
import { Where } from './where.js';

export function RunSection(services: PanelServices): React.JSX.Element {
  const pipeline = useCurrentPipeline(services.pipelines);
  const state = usePipelineState(pipeline);
  if (pipeline === null || state === null) {
    return <p className="collard-quiet">{services.trans.__('A pipeline can be run from here.')}</p>;
  }
  return <RunForm {...services} pipeline={pipeline} state={state} />;
}

export type RunSectionProps = PanelServices & {
  readonly pipeline: INotebookPipeline;
  readonly state: PipelineState;
};

function RunForm(props: RunSectionProps): React.JSX.Element {
  const { forms, pipeline, state, trans } = props;
  const form = forms.of(pipeline);
  const draft = useSignal(form.changed, () => form.draft);
  const starting = useSignal(form.changed, () => form.starting);
  const refusal = useSignal(form.changed, () => form.refusal);
  useSignal(form.changed, () => form.literalForType);
  const run = useShownRun(pipeline);
  const view = useRunView(run);
  const goingOn = view?.phase === 'running' || view?.phase === 'pending';
  const obstacles = form.obstacles(state);
  const fields = { form, draft, obstacles, state, trans };
  return (
    <form
      className="collard-RunForm"
      aria-label={trans.__('Run this pipeline')}
      onSubmit={event => {
        event.preventDefault();
        if (!goingOn) {
          void form.submit();
        }
      }}
    >
      <Where {...props} />
      <RunButton {...props} busy={starting || goingOn} blocked={obstacles.length > 0} />
      {obstacles.length > 0 && <Obstacles {...fields} pipeline={pipeline} />}
      {refusal !== null && <Refused refusal={refusal} />}
      {run !== null && view !== null && <RunProgress {...props} run={run} view={view} />}
      <ParameterFields {...fields} />
      <RunOptions {...fields} environment={props.environment} />
    </form>
  );
}
