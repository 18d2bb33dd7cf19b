/** Trying again what failed for a passing reason, with growing pauses, as long as somebody wants to wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { OperationalError } from '../../protocol/operational-error.js';
import { clusterError, isPassing, retryAfter } from './failure.js';

export interface Patience {
  /** Seconds for all attempts together. */
  readonly seconds: number;
  /** Seconds that the API server has to answer one attempt. */
  readonly answer: number;
}

export const usualPatience: Patience = { seconds: 90, answer: 30 };

const firstPause = 0.2;
const longestPause = 5;

/** `doing` says what is tried: "reading the pod train". */
export async function patiently<Answer>(
  doing: string,
  attempt: () => Promise<Answer>,
  { seconds, answer }: Patience = usualPatience
): Promise<Answer> {
  const end = performance.now() + seconds * 1000;
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await answered(attempt(), answer, doing);
    } catch (error) {
      const wait = Math.max(pause * (0.5 + Math.random() / 2), retryAfter(error)) * 1000;
      if (!isPassing(error) || performance.now() + wait > end) {
        throw clusterError(error, doing);
      }
      await sleep(wait);
    }
  }
}

/** The answer, unless it takes too long. */
async function answered<Answer>(answer: Promise<Answer>, seconds: number, doing: string): Promise<Answer> {
  const done = new AbortController();
  const late = sleep(seconds * 1000, null, { signal: done.signal, ref: false }).then(() => {
    throw new OperationalError('cluster-failed', `No answer for ${seconds} s while ${doing}`, { retryable: true });
  });
  late.catch(() => undefined); // stopped, or seen by the race
  try {
    return await Promise.race([answer, late]);
  } finally {
    done.abort();
  }
}
