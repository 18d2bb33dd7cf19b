/** Follows a run to its end: events go into the one view of the run, and to the display. */
import type { RunHandle } from '../../engine/index.js';
import { applyRunEvent, pendingRunView } from '../../protocol/run-view.js';
import type { RunView } from '../../protocol/run-view.js';
import { Interruption } from './interruption.js';
import type { RunDisplay } from './run-display.js';

export async function followRun(handle: RunHandle, steps: readonly string[], display: RunDisplay): Promise<RunView> {
  const interruption = new Interruption(handle, () => display.cancelling());
  let view = pendingRunView(steps);
  try {
    for await (const event of handle.watch()) {
      view = applyRunEvent(view, event);
      interruption.note(event);
      display.show(event, view);
    }
    await handle.finished();
  } finally {
    interruption.end();
    display.close();
  }
  return view;
}
