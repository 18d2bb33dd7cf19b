/** One thing that `collard doctor` looked at. `poor`: works, but not everything does; `broken`: runs cannot work. */
export interface Finding {
  readonly name: string;
  readonly state: 'fine' | 'poor' | 'broken';
  readonly text: string;
  /** What to do; empty when there is nothing to do. */
  readonly hint: string;
}

export function fine(name: string, text: string): Finding {
  return { name, state: 'fine', text, hint: '' };
}
