/** What a failing disk means to the user: the file system's error codes as operational errors with something to do. */
import { types } from 'node:util';
import { OperationalError } from '../../protocol/operational-error.js';

/** Turns an error of the file system into an operational one; anything else is our own bug and passes unchanged. */
export function storeError(error: unknown, doing: string): Error {
  const code = systemCode(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new OperationalError('disk-full', `No space left while ${doing}`, {
        hint: 'Free some space, for example with `collard gc`, and run again: finished steps are kept.',
        retryable: true,
        cause: error
      });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new OperationalError('store-read-only', `Not allowed to write while ${doing}`, {
        hint: 'Make the .collard folder of the workspace writable for this user.',
        cause: error
      });
    case null:
      return error instanceof Error ? error : new Error(String(error));
    default:
      return new OperationalError('store-unreadable', `The store failed (${code}) while ${doing}`, {
        hint: 'Check the disk or volume that holds the workspace.',
        retryable: true,
        cause: error
      });
  }
}

/** The code of a system error, such as ENOENT; null when it is none. */
export function systemCode(error: unknown): string | null {
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'string' && 'syscall' in error
    ? error.code
    : null;
}
