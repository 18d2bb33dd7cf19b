/** Waiting for the cluster to get somewhere. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reference, Resource, User } from './user.js';

/** What was looked at, as soon as it is as wanted; its last state, as an error, when time is up. */
export async function eventually<State>(
  look: () => Promise<State>,
  wanted: (state: State) => boolean,
  describe: (state: State) => string,
  seconds = 60
): Promise<State> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const state = await look();
    if (wanted(state)) {
      return state;
    }
    if (performance.now() > end) {
      throw new Error(`After ${seconds} s ${describe(state)}`);
    }
    await sleep(200);
  }
}

/** The object as soon as it is as wanted. */
export function becomes(
  user: User,
  reference: Reference,
  wanted: (object: Resource) => boolean,
  seconds?: number
): Promise<Resource> {
  const { kind, metadata } = reference;
  const describe = ({ status }: Resource): string =>
    `${kind} ${metadata.name} is at ${JSON.stringify(status, null, 2)}`;
  return eventually(() => user.read(reference), wanted, describe, seconds);
}

/** The pod or Workflow when it has ended, well or not. */
export function ended(user: User, reference: Reference, seconds = 120): Promise<Resource> {
  const phases = ['Succeeded', 'Failed', 'Error'];
  return becomes(user, reference, ({ status }) => phases.includes(String(status?.['phase'])), seconds);
}
