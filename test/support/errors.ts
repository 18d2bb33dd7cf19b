/** Matches operational errors: with this code, and with a hint for the user. */
import type { OperationalCode } from '../../protocol/operational-error.js';

export function operational(code: OperationalCode): Error {
  const matcher: unknown = expect.objectContaining({
    name: 'OperationalError',
    code,
    hint: expect.any(String) as unknown
  });
  return matcher as Error;
}
