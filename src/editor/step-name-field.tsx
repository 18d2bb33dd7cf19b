/** The name of the cell's step, with the names that are there to choose from. */
import * as React from 'react';
import { hasStep, stepNameProblem } from '../../compiler/edit/index.js';
import type { FieldContext } from './cell-form.js';
import { sentences } from './problem-words.js';
import { describedBy, Message } from './text-field.js';
import { useDraft } from './use-draft.js';

export interface StepNameFieldProps {
  readonly context: FieldContext;
  /** The cell has no name yet: it is being made a step. */
  readonly isNew: boolean;
}

export function StepNameField({ context, isNew }: StepNameFieldProps): React.ReactElement {
  const { trans, role, state, edits } = context;
  const roles = [...state.cells.values()];
  const own = isNew ? '' : (role.step ?? '');
  const others = state.steps.filter(name => name !== own);
  const namedCells = roles.filter(({ kind, step }) => kind === 'step' && step === own).length;
  const [everywhere, setEverywhere] = React.useState(true);
  const { text, problem, isChanged, inputProps } = useDraft({
    value: own,
    check: name => sentences(stepNameProblem(name)),
    commit: name => {
      if (own !== '' && (namedCells === 1 || everywhere)) {
        edits.renameStep(own, name);
      } else {
        edits.edit({ kind: 'role', role: 'step', step: name });
      }
    }
  });
  const id = React.useId();
  const joins = isChanged && hasStep(roles, text.trim());
  const message = problem ?? (joins ? trans.__('Joins step %1, which is there already.', text.trim()) : null);
  return (
    <div className="collard-Editor-field collard-mod-wide">
      <label htmlFor={id}>{trans.__('Step')}</label>
      <input
        {...inputProps}
        {...describedBy(id, problem)}
        id={id}
        className="collard-Input"
        type="text"
        list={`${id}-names`}
        placeholder={trans.__('such as train')}
        autoFocus={isNew}
        spellCheck={false}
        autoComplete="off"
        data-collard-focus={isNew ? undefined : 'first'}
      />
      <datalist id={`${id}-names`}>
        {others.map(name => (
          <option key={name} value={name}>
            {trans.__('joins step %1', name)}
          </option>
        ))}
      </datalist>
      <Message id={id} text={message} isProblem={problem !== null} />
      {isChanged && namedCells > 1 && (
        // The field is left when the box is clicked, and the choice must be made by then.
        <label className="collard-Editor-choice" onPointerDown={event => event.preventDefault()}>
          <input type="checkbox" checked={everywhere} onChange={event => setEverywhere(event.target.checked)} />
          {trans.__('Rename in all %1 cells of step %2', namedCells, own)}
        </label>
      )}
    </div>
  );
}
