/** A labeled line of text with its message below. */
import * as React from 'react';
import { useDraft, type DraftOptions } from './use-draft.js';

export interface TextFieldProps extends DraftOptions {
  readonly label: string;
  /** Shown in the empty field: what such a text looks like. */
  readonly example?: string;
  readonly isNumber?: boolean;
}

export function TextField({ label, example, isNumber = false, ...options }: TextFieldProps): React.ReactElement {
  const { problem, inputProps } = useDraft(options);
  const id = React.useId();
  return (
    <div className="collard-Editor-field">
      <label htmlFor={id}>{label}</label>
      <input
        {...inputProps}
        {...describedBy(id, problem)}
        id={id}
        className="collard-Input"
        type="text"
        inputMode={isNumber ? 'numeric' : 'text'}
        placeholder={example}
        spellCheck={false}
        autoComplete="off"
      />
      <Message id={id} text={problem} />
    </div>
  );
}

/** Ties an input to the message below it. */
export function describedBy(
  id: string,
  problem: string | null
): Pick<React.AriaAttributes, 'aria-invalid' | 'aria-describedby'> {
  return { 'aria-invalid': problem !== null, 'aria-describedby': `${id}-message` };
}

/** @param text what is wrong, or else what will happen; nothing is shown for null. */
export function Message({
  id,
  text,
  isProblem = true
}: {
  readonly id: string;
  readonly text: string | null;
  readonly isProblem?: boolean;
}): React.ReactElement {
  return (
    <div
      id={`${id}-message`}
      className={isProblem ? 'collard-Editor-problem' : 'collard-Editor-hint'}
      aria-live="polite"
      hidden={text === null}
    >
      {text}
    </div>
  );
}
