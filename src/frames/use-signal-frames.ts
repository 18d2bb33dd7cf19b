/** React: draw again after a signal, once a frame. */
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';
import { FrameQueue } from './frame-queue.js';

/** Returns a number that grows with every frame in which the signal was emitted. */
export function useSignalFrames<S, T>(signal: ISignal<S, T>): number {
  const [version, grow] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    const frames = new FrameQueue(grow);
    const onChange = (): void => frames.request();
    signal.connect(onChange);
    frames.request(); // something may have changed between drawing and listening
    return () => {
      signal.disconnect(onChange);
      frames.dispose();
    };
  }, [signal]);
  return version;
}
