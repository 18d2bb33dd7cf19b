/** What can be done with the test cluster of this machine. Whoever does any of it holds the lock (lock.ts). */
import { join } from 'node:path';
import { digestOf } from './programs/digest.js';
import { remove } from './down.js';
import { makeImages } from './images/images.js';
import { findLeftovers } from './leftovers.js';
import type { Leftover } from './leftovers.js';
import { cache, kubeconfigs, sources } from './places.js';
import { buildPrograms } from './programs/programs.js';
import { part } from './processes/progress.js';
import { installPackages } from './machine/requirements.js';
import { inspect, rememberRunning } from './running.js';
import { bringUp } from './up.js';

export { takeLock } from './machine/lock.js';
export { obstacle } from './machine/requirements.js';
export { kubeconfigs, playground } from './places.js';
export { stepImage } from './images/images.js';

/** A whole cluster of today's sources is left as it is; anything else is removed first. True where it was brought up now. */
export async function up(): Promise<boolean> {
  await installPackages();
  const programs = await buildPrograms();
  const images = await makeImages(programs);
  const folders = ['config', 'lifecycle', 'manifests'].map(name => join(sources, name));
  const madeOf = digestOf([...folders, 'deploy'], programs.digest, ...images);
  const present = inspect();
  if (present !== null && present.ended.length === 0 && present.madeOf === madeOf) {
    return false;
  }
  if ((await findLeftovers()).length > 0) {
    await down();
  }
  rememberRunning(madeOf, await bringUp(programs, images));
  return true;
}

/** Throws if anything stays. */
export async function down(): Promise<void> {
  await part('cluster removed', remove);
}

/** One line or more for people. */
export async function status(): Promise<string> {
  const present = inspect();
  if (present !== null && present.ended.length === 0) {
    return `The test cluster is up: ${present.daemons.join(', ')}.\n${howToUse()}`;
  }
  const leftovers = await findLeftovers();
  if (leftovers.length === 0) {
    return 'The test cluster is down, and nothing of it is left. `npm run cluster` brings it up.';
  }
  const reason = present === null ? 'It never was whole' : `These have ended: ${present.ended.join(', ')}`;
  return `The test cluster is broken. ${reason}. \`npm run cluster -- down\` removes\n${count(leftovers)}`;
}

function count(leftovers: readonly Leftover[]): string {
  const counts = new Map<string, number>();
  leftovers.forEach(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  return Array.from(counts, ([kind, number]) => `  ${kind}: ${number}`).join('\n');
}

export function howToUse(): string {
  return [
    `  as administrator:          export KUBECONFIG=${kubeconfigs.admin}`,
    `  as an author of pipelines: export KUBECONFIG=${kubeconfigs.author}`,
    `  kept for the next time:    ${cache}`
  ].join('\n');
}
