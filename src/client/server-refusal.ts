/** Why the server did not do what it was asked, in words for the user. */
import type { Refusal } from '../../protocol/api.js';

export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';

  constructor(
    /** HTTP status; 0 when there was no answer at all. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string,
    readonly retryable: boolean,
    /** Problems of the notebook that kept it from running; empty for other refusals. */
    readonly diagnostics: NonNullable<Refusal['diagnostics']> = []
  ) {
    super(message);
  }
}
