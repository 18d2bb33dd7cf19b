/** The parameters of the pipeline: one field each, with its type, the notebook's value as a placeholder, and a word when it does not fit. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Parameter } from '../../../compiler/index.js';
import type { Obstacle } from '../../run-form/obstacles.js';
import type { RunDraft } from '../../run-form/run-draft.js';
import type { RunForm } from '../../run-form/run-form.js';
import type { PipelineState } from '../../tokens.js';

export interface FieldsProps {
  readonly form: RunForm;
  readonly draft: RunDraft;
  readonly obstacles: readonly Obstacle[];
  readonly state: PipelineState;
  readonly trans: TranslationBundle;
}

export function ParameterFields({ form, draft, obstacles, state, trans }: FieldsProps): React.JSX.Element | null {
  const parameters = state.plan?.parameters ?? [];
  if (parameters.length === 0) {
    return null;
  }
  const changed = parameters.some(({ name }) => (draft.parameters[name] ?? '') !== '');
  const wrong = new Set(obstacles.flatMap(obstacle => (obstacle.kind === 'parameter' ? obstacle.parameter.name : [])));
  return (
    <fieldset className="collard-Parameters">
      <legend>{trans.__('Parameters')}</legend>
      {parameters.map(parameter => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          text={draft.parameters[parameter.name] ?? ''}
          wrong={wrong.has(parameter.name)}
          onChange={text => form.setParameter(parameter.name, text)}
          trans={trans}
        />
      ))}
      {changed && (
        <button type="button" className="collard-Link" onClick={() => form.change({ parameters: {} })}>
          {trans.__('Back to the values of the notebook')}
        </button>
      )}
    </fieldset>
  );
}

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly text: string;
  readonly wrong: boolean;
  readonly onChange: (text: string) => void;
  readonly trans: TranslationBundle;
}

function ParameterField(props: ParameterFieldProps): React.JSX.Element {
  const { parameter, wrong, trans } = props;
  const { name, type } = parameter;
  const id = React.useId();
  return (
    <div className="collard-Field">
      <label htmlFor={id} title={name}>
        <span className="collard-Field-name">{name}</span>{' '}
        <span className="collard-quiet">{typeWord(type, trans)}</span>
      </label>
      {type === 'bool' ? <TruthInput {...props} id={id} /> : <TextInput {...props} id={id} />}
      {wrong && (
        <p id={`${id}-error`} className="collard-Field-error">
          {trans.__('This is not a value of the type %1; the notebook has %2.', type, parameter.literal)}
        </p>
      )}
    </div>
  );
}

type InputProps = ParameterFieldProps & { readonly id: string };

function TextInput({ id, parameter, text, wrong, onChange }: InputProps): React.JSX.Element {
  const { type, value, literal } = parameter;
  return (
    <input
      id={id}
      type="text"
      className="collard-Input"
      inputMode={type === 'int' ? 'numeric' : type === 'float' ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={false}
      placeholder={typeof value === 'string' ? value : literal}
      value={text}
      aria-invalid={wrong}
      aria-describedby={wrong ? `${id}-error` : undefined}
      data-parameter={parameter.name}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function TruthInput({ id, parameter, text, onChange, trans }: InputProps): React.JSX.Element {
  const usual = parameter.literal;
  const other = usual === 'True' ? 'False' : 'True';
  return (
    <select
      id={id}
      className="collard-Input"
      value={text}
      data-parameter={parameter.name}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{trans.__('%1 (default)', usual)}</option>
      <option value={other}>{other}</option>
    </select>
  );
}

/** Python's own names, which its users know; `none` can be anything. */
function typeWord(type: Parameter['type'], trans: TranslationBundle): string {
  return type === 'none' ? trans.__('any value') : type;
}
