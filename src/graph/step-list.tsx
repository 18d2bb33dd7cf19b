/** The pipeline in words: the same steps, what each comes after and what it reads, as a plain list. */
import * as React from 'react';
import type { PlanStep } from '../../compiler/index.js';
import { PhaseMark } from '../phases/phase-mark.js';
import type { GraphProps } from './graph-props.js';
import { stepColor } from './step-color.js';

export function StepList({ plan, order, phases, failing, onOpen, trans }: GraphProps): React.JSX.Element {
  return (
    <ol className="collard-StepList" aria-label={trans.__('Steps of the pipeline %1', plan.name)}>
      {plan.steps.map(step => (
        <li key={step.name} className="collard-StepList-item" style={stepColor(order.indexOf(step.name))}>
          <button type="button" className="collard-Link" onClick={() => onOpen(step.name)}>
            {step.name}
          </button>
          {phases !== null && <PhaseMark phase={phases[step.name] ?? 'pending'} trans={trans} />}
          {failing.has(step.name) && <span className="collard-error">{trans.__('has errors')}</span>}
          <StepSources step={step} trans={trans} />
        </li>
      ))}
    </ol>
  );
}

function StepSources({ step, trans }: { readonly step: PlanStep } & Pick<GraphProps, 'trans'>): React.JSX.Element {
  const { after, inputs } = step;
  const sources = [...new Set([...after, ...inputs.map(({ from }) => from)])];
  const sentences = sources.map(source => {
    const names = inputs.filter(({ from }) => from === source).map(({ name }) => name);
    return names.length === 0
      ? trans.__('after %1', source)
      : trans.__('reads %1 from %2', names.sort().join(', '), source);
  });
  return (
    <span className="collard-quiet">{sentences.length === 0 ? trans.__('starts at once') : sentences.join('; ')}</span>
  );
}
