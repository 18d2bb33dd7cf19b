/** The section *Pipeline*: the switch, and the graph; or what to do first. */
import * as React from 'react';
import { GraphView } from '../../graph/graph-view.js';
import type { GraphProps } from '../../graph/graph-props.js';
import { StepList } from '../../graph/step-list.js';
import type { RunView } from '../../../protocol/run-view.js';
import type { INotebookPipeline, PipelineState } from '../../tokens.js';
import type { PanelServices } from '../panel-services.js';
import { useCurrentPipeline, useEnabled, usePipelineState, useRunView, useShownRun } from '../use-pipeline.js';
import { NoNotebook, NotPython, NoSteps, SwitchedOff } from './first-contact.js';
import { useSituation } from './situation.js';

export function PipelineSection(services: PanelServices): React.JSX.Element {
  const pipeline = useCurrentPipeline(services.pipelines);
  return pipeline === null ? <NoNotebook {...services} /> : <OfNotebook {...services} pipeline={pipeline} />;
}

type OfNotebookProps = PanelServices & { readonly pipeline: INotebookPipeline };

function OfNotebook(props: OfNotebookProps): React.JSX.Element {
  const { pipeline, trans } = props;
  const enabled = useEnabled(pipeline);
  const situation = useSituation(pipeline);
  if (situation === 'not-python') {
    return <NotPython {...props} />;
  }
  return (
    <>
      <label className="collard-Switch">
        <input
          type="checkbox"
          role="switch"
          checked={enabled}
          onChange={({ target }) => pipeline.setEnabled(target.checked)}
        />
        <span>{trans.__('Show this notebook as a pipeline')}</span>
      </label>
      {enabled ? <Drawn {...props} /> : situation === 'tagged' ? <SwitchedOff {...props} /> : <NoSteps {...props} />}
    </>
  );
}

function Drawn(props: OfNotebookProps): React.JSX.Element {
  const { pipeline, trans } = props;
  const state = usePipelineState(pipeline);
  const view = useRunView(useShownRun(pipeline));
  if (state === null) {
    return <p className="collard-quiet">{trans.__('Reading the notebook…')}</p>;
  }
  if (state.plan === null) {
    return <NoSteps {...props} />;
  }
  return (
    <GraphOrList
      plan={state.plan}
      order={state.steps}
      phases={phasesOf(view)}
      failing={failingSteps(state)}
      onOpen={step => void revealStep(pipeline, state, step)}
      trans={trans}
    />
  );
}

/** The same in two ways: as a picture, and in words. */
function GraphOrList(props: GraphProps): React.JSX.Element {
  const [asList, setAsList] = React.useState(false);
  const { trans } = props;
  return (
    <>
      <div className="collard-Segments" role="group" aria-label={trans.__('Show the pipeline as')}>
        <button type="button" aria-pressed={!asList} onClick={() => setAsList(false)}>
          {trans.__('Graph')}
        </button>
        <button type="button" aria-pressed={asList} onClick={() => setAsList(true)}>
          {trans.__('List')}
        </button>
      </div>
      {asList ? <StepList {...props} /> : <GraphView {...props} />}
    </>
  );
}

function phasesOf(view: RunView | null): GraphProps['phases'] {
  return view === null
    ? null
    : Object.fromEntries(Object.entries(view.steps).map(([step, { phase }]) => [step, phase]));
}

/** Steps with errors, by what the errors say or by the cell where they are. */
function failingSteps({ diagnostics, cells }: PipelineState): ReadonlySet<string> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return new Set(errors.flatMap(({ step, cell }) => step ?? cells.get(cell ?? '')?.step ?? []));
}

async function revealStep(pipeline: INotebookPipeline, { plan }: PipelineState, name: string): Promise<void> {
  const cell = plan?.steps.find(step => step.name === name)?.cells[0];
  if (cell !== undefined) {
    await pipeline.reveal(cell);
  }
}
