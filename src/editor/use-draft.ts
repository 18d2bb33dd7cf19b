/**
 * The text of a field while somebody types: written when the field is left or Enter is pressed, and only if nothing speaks against
 * it. Until then, and as long as something does, it is a draft that stays in the field.
 */
import * as React from 'react';

export interface DraftOptions {
  /** What is in the notebook. */
  readonly value: string;
  /** What is wrong with a text; null when it can be written. */
  readonly check: (text: string) => string | null;
  readonly commit: (text: string) => void;
}

export interface Draft {
  readonly text: string;
  readonly problem: string | null;
  /** Whether the text is another than the notebook's. */
  readonly isChanged: boolean;
  readonly inputProps: Pick<React.ComponentProps<'input'>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'>;
}

export function useDraft({ value, check, commit }: DraftOptions): Draft {
  const [draft, setDraft] = React.useState<string | null>(null);
  const latest = React.useRef<string | null>(null); // a blur may come before the next drawing
  const change = (next: string | null): void => {
    latest.current = next;
    setDraft(next);
  };
  const finish = (): void => {
    const typed = latest.current?.trim() ?? value;
    if (typed === value) {
      change(null);
    } else if (check(typed) === null) {
      change(null);
      commit(typed);
    }
  };
  const text = draft ?? value;
  const isChanged = draft !== null && draft.trim() !== value;
  return {
    text,
    problem: isChanged ? check(draft.trim()) : null,
    isChanged,
    inputProps: {
      value: text,
      onChange: event => change(event.target.value),
      onBlur: finish,
      onKeyDown: event => {
        if (event.key === 'Enter') {
          event.preventDefault();
          finish();
        } else if (event.key === 'Escape') {
          change(null);
        }
      }
    }
  };
}
