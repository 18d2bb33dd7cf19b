/** What few people change: a name for the run, how many steps at a time, one step only, and whether to use earlier results. */
import * as React from 'react';
import type { EnvironmentModel } from '../environment-model.js';
import { useSignal } from '../use-signal.js';
import type { FieldsProps } from './parameter-fields.js';

type RunOptionsProps = FieldsProps & { readonly environment: EnvironmentModel };

export function RunOptions(props: RunOptionsProps): React.JSX.Element {
  const { form, draft, trans } = props;
  const id = React.useId();
  return (
    <details className="collard-Options">
      <summary>{trans.__('More options')}</summary>
      <div className="collard-Field">
        <label htmlFor={`${id}-title`}>{trans.__('Name of the run')}</label>
        <input
          id={`${id}-title`}
          type="text"
          className="collard-Input"
          maxLength={200}
          placeholder={trans.__('none')}
          value={draft.title}
          onChange={({ target }) => form.change({ title: target.value })}
        />
      </div>
      <StepChoice {...props} id={`${id}-only`} />
      <Workers {...props} id={`${id}-workers`} />
      <label className="collard-Check">
        <input
          type="checkbox"
          checked={draft.fresh}
          onChange={({ target }) => form.change({ fresh: target.checked })}
        />
        {trans.__('Run every step, even if nothing changed')}
      </label>
    </details>
  );
}

type OptionProps = RunOptionsProps & { readonly id: string };

function StepChoice({ id, form, draft, state, trans }: OptionProps): React.JSX.Element {
  const steps = state.plan?.steps ?? [];
  const only = steps.some(({ name }) => name === draft.only) ? (draft.only ?? '') : '';
  return (
    <div className="collard-Field">
      <label htmlFor={id}>{trans.__('Steps')}</label>
      <select
        id={id}
        className="collard-Input"
        value={only}
        onChange={({ target }) => form.change({ only: target.value === '' ? null : target.value })}
      >
        <option value="">{trans.__('all')}</option>
        {steps.map(({ name }) => (
          <option key={name} value={name}>
            {trans.__('%1 and what it needs', name)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Workers({ id, form, draft, obstacles, environment, trans }: OptionProps): React.JSX.Element {
  const state = useSignal(environment.changed, () => environment.state);
  const wrong = obstacles.some(({ kind }) => kind === 'workers');
  return (
    <div className="collard-Field">
      <label htmlFor={id}>{trans.__('Steps at a time')}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        className="collard-Input"
        placeholder={state.kind === 'known' ? String(state.environment.jobs) : trans.__('as many as suit')}
        value={draft.workers}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onChange={({ target }) => form.change({ workers: target.value })}
      />
      {wrong && (
        <p id={`${id}-error`} className="collard-Field-error">
          {trans.__('Type a whole number from 1 to 9999.')}
        </p>
      )}
    </div>
  );
}
