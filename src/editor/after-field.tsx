/** Which steps the step waits for: what the user chose, and what it needs anyway. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { afterChoices, type AfterChoice } from '../../compiler/edit/index.js';
import type { FieldContext } from './cell-form.js';

export function AfterField({ context }: { readonly context: FieldContext }): React.ReactElement | null {
  const { trans, role, state, edits } = context;
  const choices = afterChoices([...state.cells.values()], state.plan, role.step ?? '');
  if (choices.length === 0) {
    return null;
  }
  const change = (step: string, isAfter: boolean): void => {
    const declared = choices.filter(choice => choice.declared && choice.step !== step).map(choice => choice.step);
    edits.edit({ kind: 'after', steps: isAfter ? [...declared, step] : declared });
  };
  const draw = (choice: AfterChoice): React.ReactElement => (
    <Choice key={choice.step} choice={choice} trans={trans} onChange={isAfter => change(choice.step, isAfter)} />
  );
  const possible = choices.filter(({ declared, obstacle }) => declared || obstacle === null);
  const impossible = choices.filter(choice => !possible.includes(choice));
  return (
    <fieldset className="collard-Editor-group">
      <legend>{trans.__('Runs after')}</legend>
      {possible.map(draw)}
      {impossible.length > 0 && (
        <details>
          <summary className="collard-Editor-hint">
            {trans._n('%1 step begins further down', '%1 steps begin further down', impossible.length)}
          </summary>
          {impossible.map(draw)}
        </details>
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly choice: AfterChoice;
  readonly trans: TranslationBundle;
  readonly onChange: (isAfter: boolean) => void;
}

function Choice({ choice, trans, onChange }: ChoiceProps): React.ReactElement {
  const { step, declared, inferred } = choice;
  const isFixed = !declared && (inferred || choice.obstacle !== null);
  const id = React.useId();
  const note = noteOf(choice, trans);
  return (
    <label className="collard-Editor-choice" data-fixed={isFixed}>
      <input
        type="checkbox"
        checked={declared || inferred}
        // Not `disabled`: the reason could not be reached by keyboard then.
        aria-disabled={isFixed}
        aria-describedby={note === null ? undefined : id}
        onChange={event => !isFixed && onChange(event.target.checked)}
      />
      <span>{step}</span>
      {note !== null && (
        <span id={id} className="collard-Editor-hint">
          {note}
        </span>
      )}
    </label>
  );
}

function noteOf({ inferred, names, obstacle }: AfterChoice, trans: TranslationBundle): string | null {
  if (obstacle !== null) {
    return obstacle === 'begins-later' ? trans.__('begins further down') : trans.__('there is no such step');
  }
  if (names.length > 0) {
    return trans.__('needs %1', names.join(', '));
  }
  return inferred ? trans.__('needs its code') : null;
}
