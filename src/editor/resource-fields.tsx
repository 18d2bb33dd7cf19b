/** What one attempt of the step may use, and how often and how long it is tried. */
import * as React from 'react';
import {
  gpuCountProblem,
  gpuResources,
  gpuVendors,
  tagProblem,
  type GpuVendor,
  type StepForm,
  type TagEdit
} from '../../compiler/edit/index.js';
import type { FieldContext } from './cell-form.js';
import { sentences } from './problem-words.js';
import { TextField } from './text-field.js';

export interface SettingsProps {
  readonly context: FieldContext;
  readonly form: StepForm;
}

const vendorNames: Readonly<Record<GpuVendor, string>> = { nvidia: 'NVIDIA', amd: 'AMD', intel: 'Intel' };

export function ResourceFields({ context, form }: SettingsProps): React.ReactElement {
  const { trans, edits } = context;
  const limit = (key: 'cpu' | 'memory', label: string, example: string): React.ReactElement => (
    <TextField
      label={label}
      example={example}
      value={form[key] ?? ''}
      check={text => (text === '' ? null : sentences(tagProblem(`limit:${key}:${text}`)))}
      commit={text => edits.edit({ kind: 'limit', key, value: text === '' ? null : text })}
    />
  );
  return (
    <fieldset className="collard-Editor-group collard-mod-grid">
      <legend>{trans.__('Resources')}</legend>
      {limit('cpu', trans.__('CPUs'), trans.__('such as 2 or 500m'))}
      {limit('memory', trans.__('Memory'), trans.__('such as 4Gi'))}
      <GpuFields context={context} form={form} />
      <TextField
        label={trans.__('Retries')}
        example="0"
        isNumber
        value={form.retry === null ? '' : String(form.retry)}
        check={text =>
          text === '' ? null : sentences(tagProblem(`retry:${text}`), trans.__('Write a whole number up to 100.'))
        }
        commit={text => edits.edit({ kind: 'retry', retry: text === '' ? null : Number(text) })}
      />
      <TextField
        label={trans.__('Time limit')}
        example={trans.__('such as 5m or 1h30m')}
        value={form.timeout ?? ''}
        check={text =>
          text === '' ? null : sentences(tagProblem(`timeout:${text}`), trans.__('Write it like 90s, 5m or 1h30m.'))
        }
        commit={text => edits.edit({ kind: 'timeout', timeout: text === '' ? null : text })}
      />
    </fieldset>
  );
}

function GpuFields({ context, form }: SettingsProps): React.ReactElement {
  const { trans, edits } = context;
  const id = React.useId();
  const change = (vendor: GpuVendor | null, count: string): void => {
    edits.editAll(
      gpuVendors.map((each): TagEdit => ({
        kind: 'limit',
        key: gpuResources[each],
        value: each === vendor ? count : null
      }))
    );
  };
  return (
    <>
      <div className="collard-Editor-field">
        <label htmlFor={id}>{trans.__('GPU')}</label>
        <select
          id={id}
          className="collard-Input"
          value={form.gpu?.vendor ?? ''}
          onChange={event =>
            change(gpuVendors.find(vendor => vendor === event.target.value) ?? null, form.gpu?.count ?? '1')
          }
        >
          <option value="">{trans.__('none')}</option>
          {gpuVendors.map(vendor => (
            <option key={vendor} value={vendor}>
              {vendorNames[vendor]}
            </option>
          ))}
        </select>
      </div>
      {form.gpu === null ? (
        <div />
      ) : (
        <TextField
          label={trans.__('GPUs')}
          isNumber
          value={form.gpu.count}
          check={text => sentences(gpuCountProblem(form.gpu?.vendor ?? 'nvidia', text))}
          commit={text => change(form.gpu?.vendor ?? null, text)}
        />
      )}
    </>
  );
}
