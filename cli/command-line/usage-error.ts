/** The user typed something that cannot be done; said in one sentence, with a hint where there is one. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    readonly hint: string = ''
  ) {
    super(message);
  }
}
