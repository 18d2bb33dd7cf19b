/** Settings that few steps need, folded away until one is set. */
import * as React from 'react';
import { tagProblem } from '../../compiler/edit/index.js';
import { ListField } from './list-field.js';
import { sentences } from './problem-words.js';
import type { SettingsProps } from './resource-fields.js';
import { TextField } from './text-field.js';

export function MoreFields({ context, form }: SettingsProps): React.ReactElement {
  const { trans, edits } = context;
  const { image, cache, report, secrets, labels, annotations, otherLimits } = form;
  const isSet =
    image !== null ||
    cache !== null ||
    report !== null ||
    secrets.length > 0 ||
    [labels, annotations, otherLimits].some(pairs => Object.keys(pairs).length > 0);
  const [isOpen, setOpen] = React.useState(isSet);
  return (
    <details className="collard-Editor-more" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{trans.__('More')}</summary>
      <div className="collard-Editor-fields">
        <CacheField context={context} form={form} />
        <TextField
          label={trans.__('Container image')}
          example={trans.__('such as python:3.12-slim')}
          value={image ?? ''}
          check={text =>
            text === '' ? null : sentences(tagProblem(`image:${text}`), trans.__('Write it without spaces.'))
          }
          commit={text => edits.edit({ kind: 'image', image: text === '' ? null : text })}
        />
        <label className="collard-Editor-choice">
          <input
            type="checkbox"
            checked={report !== false}
            onChange={event => edits.edit({ kind: 'report', report: event.target.checked ? null : false })}
          />
          {trans.__('Keep a page of its outputs')}
        </label>
        <SecretsField context={context} form={form} />
        <PairsField context={context} kind="label" label={trans.__('Labels')} pairs={labels} />
        <PairsField context={context} kind="annotation" label={trans.__('Annotations')} pairs={annotations} />
        <PairsField context={context} kind="limit" label={trans.__('Other limits')} pairs={otherLimits} />
      </div>
    </details>
  );
}

function CacheField({ context: { trans, edits }, form }: SettingsProps): React.ReactElement {
  const id = React.useId();
  return (
    <div className="collard-Editor-field">
      <label htmlFor={id}>{trans.__('Earlier results')}</label>
      <select
        id={id}
        className="collard-Input"
        value={form.cache ?? ''}
        onChange={({ target: { value } }) =>
          edits.edit({ kind: 'cache', cache: value === 'enabled' || value === 'disabled' ? value : null })
        }
      >
        <option value="">{trans.__('reuse when nothing changed (automatic)')}</option>
        <option value="enabled">{trans.__('always reuse')}</option>
        <option value="disabled">{trans.__('never reuse')}</option>
      </select>
    </div>
  );
}

function SecretsField({ context: { trans, edits }, form: { secrets } }: SettingsProps): React.ReactElement {
  return (
    <ListField
      trans={trans}
      label={trans.__('Secrets')}
      example={trans.__('VARIABLE=secret:key')}
      items={secrets.map(({ env, secret, key }) => ({ id: env, text: `${env}=${secret}:${key}` }))}
      check={text => {
        const { env, secret, key } = secretOf(text);
        return sentences(
          tagProblem(`secret:${secret}:${key}:${env}`),
          trans.__('Write the variable, then the secret and its key: %1.', 'API_KEY=my-secret:token')
        );
      }}
      add={text =>
        edits.edit({
          kind: 'secrets',
          secrets: [...secrets.filter(({ env }) => env !== secretOf(text).env), secretOf(text)]
        })
      }
      remove={id => edits.edit({ kind: 'secrets', secrets: secrets.filter(({ env }) => env !== id) })}
    />
  );
}

function secretOf(text: string): { readonly env: string; readonly secret: string; readonly key: string } {
  const [, env = '', secret = '', key = ''] = /^([^=]*)=([^:]*):(.*)$/.exec(text) ?? [];
  return { env: env.trim(), secret: secret.trim(), key: key.trim() };
}

interface PairsFieldProps extends Pick<SettingsProps, 'context'> {
  readonly kind: 'label' | 'annotation' | 'limit';
  readonly label: string;
  readonly pairs: Readonly<Record<string, string>>;
}

function PairsField({ context: { trans, edits }, kind, label, pairs }: PairsFieldProps): React.ReactElement {
  return (
    <ListField
      trans={trans}
      label={label}
      example={trans.__('name=value')}
      items={Object.entries(pairs).map(([key, value]) => ({ id: key, text: `${key}=${value}` }))}
      check={text =>
        sentences(
          tagProblem(`${kind}:${pairOf(text).key}:${pairOf(text).value}`),
          trans.__('Write it like %1.', kind === 'limit' ? 'example.com/device=1' : 'team=blue')
        )
      }
      add={text => edits.edit({ kind, ...pairOf(text) })}
      remove={key => edits.edit({ kind, key, value: null })}
    />
  );
}

function pairOf(text: string): { readonly key: string; readonly value: string } {
  const [, key = text, value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  return { key: key.trim(), value: value.trim() };
}
