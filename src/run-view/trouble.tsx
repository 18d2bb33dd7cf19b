/** What went wrong with a request, what to do about it, and another try. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { ServerRefusal } from '../client/server-refusal.js';

export interface TroubleProps {
  readonly error: unknown;
  readonly trans: TranslationBundle;
  readonly onRetry?: () => void;
}

export function Trouble({ error, trans, onRetry }: TroubleProps): React.JSX.Element {
  const hint = error instanceof ServerRefusal ? error.hint : '';
  return (
    <div className="collard-Trouble" role="alert">
      <p>{error instanceof Error ? error.message : String(error)}</p>
      {hint !== '' && <p>{hint}</p>}
      {onRetry && (
        <button type="button" className="collard-Button" onClick={onRetry}>
          {trans.__('Try again')}
        </button>
      )}
    </div>
  );
}
