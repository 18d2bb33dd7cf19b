/** Lets a React component follow a signal of the application. */
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

/**
 * What `read` gives, read anew whenever the signal is emitted. `read` must give the same object as long as nothing changed.
 *
 * @param signal undefined when there is nothing to follow just now.
 */
export function useSignal<Value>(signal: ISignal<unknown, unknown> | undefined, read: () => Value): Value {
  const subscribe = React.useCallback(
    (onChange: () => void) => {
      const slot = (): void => onChange();
      signal?.connect(slot);
      return () => {
        signal?.disconnect(slot);
      };
    },
    [signal]
  );
  return React.useSyncExternalStore(subscribe, read);
}
