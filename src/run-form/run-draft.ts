/** What the user asks of the next run, as typed: nothing of it is written into the notebook. */
import type { Parameter, Plan } from '../../compiler/index.js';

export interface RunDraft {
  /** Texts by name of parameter; absent or empty: the notebook's own value. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly title: string;
  /** How many steps at a time; empty: as many as suit. */
  readonly workers: string;
  /** The one step that is wanted, with what it needs; null: all. */
  readonly only: string | null;
  /** Whether earlier results must not be used. */
  readonly fresh: boolean;
}

export const emptyDraft: RunDraft = { parameters: {}, title: '', workers: '', only: null, fresh: false };

/** The compiler's judgment of a typed value: its canonical literal, or null when it does not fit the type. */
export type LiteralForType = (text: string, type: Parameter['type']) => string | null;

/** Parameters that the user gave a value of their own, of those that the pipeline still has. */
export function typedParameters(
  plan: Plan,
  draft: RunDraft
): readonly { readonly parameter: Parameter; readonly text: string }[] {
  return plan.parameters.flatMap(parameter => {
    const text = draft.parameters[parameter.name] ?? '';
    return text === '' ? [] : [{ parameter, text }];
  });
}

/** The number of workers; null for as many as suit, undefined when the text is no such number. */
export function workersOf({ workers }: RunDraft): number | null | undefined {
  const text = workers.trim();
  if (text === '') {
    return null;
  }
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
}
