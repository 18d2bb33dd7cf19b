/** What shows a run while it goes on. */
import type { RunEvent } from '../../protocol/run-event.js';
import type { RunView } from '../../protocol/run-view.js';

export interface RunDisplay {
  /** Called after every event, with the state that it led to. */
  show(event: RunEvent, view: RunView): void;
  /** Ctrl-C was heard; the run is being stopped. */
  cancelling(): void;
  /** Leaves what was shown standing, and the cursor below it. */
  close(): void;
}
