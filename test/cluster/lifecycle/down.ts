/** Ends the cluster, or what a crash left of one, and makes sure that nothing stays. */
import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './processes/commands.js';
import { findControlGroups } from './machine/control-groups.js';
import { restoreKernelSettings } from './machine/kernel-settings.js';
import { cleanSharedFolders } from './machine/shared-folders.js';
import { findLeftovers, links, mounts, networkNamespaces, processes } from './leftovers.js';
import type { Leftover } from './leftovers.js';
import { state } from './places.js';

/** Throws, and names what stayed, if the machine is not as it was. */
export async function remove(): Promise<void> {
  const sockets = shimSockets();
  await endProcesses();
  sockets.forEach(socket => rmSync(socket, { force: true }));
  await unmount();
  await removeNetwork();
  await removeControlGroups();
  restoreKernelSettings();
  cleanSharedFolders();
  rmSync(state, { recursive: true, force: true });
  const stayed = await findLeftovers();
  if (stayed.length > 0) {
    throw new Error(`The test cluster is down, but left behind:\n${describe(stayed)}`);
  }
}

function describe(leftovers: readonly Leftover[]): string {
  return leftovers.map(({ kind, name }) => `  ${kind}: ${name}`).join('\n');
}

/**
 * Daemons first, so that nobody starts a pod again; they have nothing to save. A second look finds what was being started meanwhile.
 */
async function endProcesses(): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (let running = processes(); running.length > 0; running = processes()) {
    if (performance.now() > deadline) {
      throw new Error(`These do not end: ${running.map(({ pid, command }) => `${command} (${pid})`).join(', ')}`);
    }
    for (const { pid } of running) {
      kill(pid);
    }
    await sleep(100);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

/** Each container's shim listens outside our folder, and says where in a file. */
function shimSockets(): readonly string[] {
  const tasks = `${state}/containerd/state/io.containerd.runtime.v2.task/k8s.io`;
  const files = existsSync(tasks) ? readdirSync(tasks).map(task => join(tasks, task, 'address')) : [];
  return files.filter(existsSync).map(file =>
    readFileSync(file, 'utf8')
      .trim()
      .replace(/^unix:\/\//, '')
  );
}

/** Repeated, because what is mounted over another hides it. */
async function unmount(): Promise<void> {
  for (let places = mounts(); places.length > 0; places = mounts()) {
    for (const place of places) {
      await run('umount', ['--lazy', place]);
    }
  }
}

async function removeNetwork(): Promise<void> {
  for (const name of await networkNamespaces()) {
    await run('ip', ['netns', 'delete', name]);
  }
  // Links of a pod go in pairs: the second may be gone with the first.
  for (const name of links()) {
    await run('ip', ['link', 'delete', name]).catch((error: unknown) => {
      if (links().includes(name)) {
        throw error;
      }
    });
  }
}

/** The kernel refuses for a moment after the last process has ended. */
async function removeControlGroups(): Promise<void> {
  const deadline = performance.now() + 5000;
  while (findControlGroups().length > 0 && performance.now() < deadline) {
    for (const group of findControlGroups()) {
      try {
        rmdirSync(group);
      } catch (error) {
        if (!['EBUSY', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) {
          throw error;
        }
      }
    }
    await sleep(50);
  }
}
