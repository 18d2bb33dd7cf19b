/** Notices the end of a child process once everything that it wrote has been read. */
import type { ChildProcess } from 'node:child_process';

/** How long output may still arrive after the end, when something else holds the pipe open; milliseconds. */
const drainTime = 200;

/** Calls `ended` once: when all output has been read, or shortly after the process has ended or could not be started. */
export function onceEnded(child: ChildProcess, ended: (status: number | null, signal: string | null) => void): void {
  let over = false;
  const end = (status: number | null, signal: string | null): void => {
    if (!over) {
      over = true;
      ended(status, signal);
    }
  };
  child.on('error', () => end(127, null));
  child.on('close', end);
  child.on('exit', (status, signal) => setTimeout(() => end(status, signal), drainTime).unref());
}
