/** Tags of the cell that are meant for the pipeline and cannot be read. */
import * as React from 'react';
import type { StepForm } from '../../compiler/edit/index.js';
import type { FieldContext } from './cell-form.js';
import { sentences } from './problem-words.js';

export interface WrongTagsProps {
  readonly context: FieldContext;
  readonly wrong: StepForm['wrong'];
  /** A tag, and the button that removes it, is about to go. */
  readonly onRemove: () => void;
}

export function WrongTags({ context: { trans, edits }, wrong, onRemove }: WrongTagsProps): React.ReactElement | null {
  return wrong.length === 0 ? null : (
    <ul className="collard-Editor-wrong">
      {wrong.map(({ tag, ...found }) => (
        <li key={tag}>
          <span className="collard-Editor-problem">
            <code>{tag}</code> {sentences(found)}
          </span>
          <button
            type="button"
            className="collard-Link"
            aria-label={trans.__('Remove the tag %1', tag)}
            onClick={() => {
              onRemove();
              edits.removeTag(tag);
            }}
          >
            {trans.__('Remove')}
          </button>
        </li>
      ))}
    </ul>
  );
}
