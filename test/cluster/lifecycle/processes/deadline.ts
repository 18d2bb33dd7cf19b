/** Waiting for something in the world, with an end and a reason. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Started } from './daemons.js';

export interface Wait {
  /** Completes "waiting for …". */
  readonly what: string;
  readonly seconds: number;
  /** These must live meanwhile; the death of one ends the waiting. */
  readonly needs: readonly Started[];
  /** Whether it has come; a thrown error means "not yet", and the last one is told when time is up. */
  readonly check: () => boolean | Promise<boolean>;
}

const pause = 100;

export async function waitFor({ what, seconds, needs, check }: Wait): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let problem = '';
  for (;;) {
    const dead = needs.find(daemon => daemon.ended() !== null);
    if (dead !== undefined) {
      throw new Error(
        `${dead.name} ended (${dead.ended()}) while waiting for ${what}. Its last lines:\n${dead.lastWords()}`
      );
    }
    try {
      if (await check()) {
        return;
      }
    } catch (error) {
      problem = error instanceof Error ? `\n${error.message}` : String(error);
    }
    if (performance.now() > end) {
      const logs = needs.map(daemon => `── ${daemon.name}\n${daemon.lastWords()}`).join('\n');
      throw new Error(`${seconds} s were not enough while waiting for ${what}.${problem}\n${logs}`);
    }
    await sleep(pause);
  }
}
