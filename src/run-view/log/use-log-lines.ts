/** The log of a step, which grows as the step prints. */
import * as React from 'react';
import { FrameQueue } from '../../frames/frame-queue.js';
import type { FeedChange, StepFeed } from '../../outputs/step-feed.js';
import { LogLines } from './log-lines.js';

export interface Log {
  readonly log: LogLines;
  /** Grows with every change that is to be drawn. */
  readonly version: number;
}

export function useLogLines(feed: StepFeed): Log {
  const [log, setLog] = React.useState(() => new LogLines());
  const [version, grow] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    const lines = new LogLines();
    const frames = new FrameQueue(grow);
    const refill = (): void => {
      lines.clear();
      feed.cells.forEach(({ outputs }) => outputs.forEach(output => lines.take(output)));
    };
    const onChange = (_: StepFeed, change: FeedChange): void => {
      if (change.type === 'reset') {
        refill();
      } else if (change.type === 'output') {
        lines.take(change.output);
      }
      frames.request();
    };
    refill();
    setLog(lines);
    feed.changed.connect(onChange);
    return () => {
      feed.changed.disconnect(onChange);
      frames.dispose();
    };
  }, [feed]);
  return { log, version };
}
