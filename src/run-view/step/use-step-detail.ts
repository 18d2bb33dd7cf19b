/** What the server knows of a step; asked anew when the step has come further. */
import * as React from 'react';
import type { StepDetail } from '../../../protocol/api.js';
import { useShownRun } from '../services.js';

export type Detail =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly detail: StepDetail }
  | { readonly state: 'refused'; readonly error: unknown; readonly again: () => void };

export function useStepDetail(step: string): Detail {
  const { client, model } = useShownRun();
  const view = model.view.steps[step];
  const [tries, tryAgain] = React.useReducer((count: number) => count + 1, 0);
  const [detail, setDetail] = React.useState<Detail>({ state: 'waiting' });
  React.useEffect(() => {
    let wanted = true;
    const take = (found: Detail): void => {
      if (wanted) {
        setDetail(found);
      }
    };
    client.step(model.id, step).then(
      found => take({ state: 'ready', detail: found }),
      (error: unknown) => take({ state: 'refused', error, again: tryAgain })
    );
    return () => {
      wanted = false;
    };
  }, [client, model.id, step, view?.phase, view?.attempt, tries]);
  return detail;
}
