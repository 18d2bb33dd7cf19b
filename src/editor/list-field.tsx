/** Several texts of one kind: those that are there can be removed, and one more can be written. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { describedBy, Message } from './text-field.js';
import { useDraft } from './use-draft.js';

export interface ListFieldProps {
  readonly trans: TranslationBundle;
  readonly label: string;
  readonly example: string;
  readonly items: readonly { readonly id: string; readonly text: string }[];
  readonly check: (text: string) => string | null;
  readonly add: (text: string) => void;
  readonly remove: (id: string) => void;
}

export function ListField({ trans, label, example, items, check, add, remove }: ListFieldProps): React.ReactElement {
  const { problem, inputProps } = useDraft({ value: '', check, commit: add });
  const input = React.useRef<HTMLInputElement>(null);
  const id = React.useId();
  return (
    <div className="collard-Editor-field">
      <label htmlFor={id}>{label}</label>
      {items.length > 0 && (
        <ul>
          {items.map(item => (
            <li key={item.id}>
              <code>{item.text}</code>
              <button
                type="button"
                className="collard-IconButton"
                title={trans.__('Remove')}
                aria-label={trans.__('Remove %1', item.text)}
                onClick={() => {
                  remove(item.id);
                  input.current?.focus();
                }}
              >
                <closeIcon.react tag="span" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        {...inputProps}
        {...describedBy(id, problem)}
        ref={input}
        id={id}
        className="collard-Input"
        type="text"
        placeholder={example}
        spellCheck={false}
        autoComplete="off"
      />
      <Message id={id} text={problem} />
    </div>
  );
}
