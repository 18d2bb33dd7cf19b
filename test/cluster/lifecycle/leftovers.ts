/** What a cluster leaves on the machine: found without any memory of it, so that a crashed one can be removed, and counted after the removal. */
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { run } from './processes/commands.js';
import { findControlGroups } from './machine/control-groups.js';
import { mark } from './processes/daemons.js';
import { differingKernelSettings } from './machine/kernel-settings.js';
import { tracesInSharedFolders } from './machine/shared-folders.js';
import { controlGroup, network, state } from './places.js';

export type LeftoverKind =
  | 'process'
  | 'mount'
  | 'network namespace'
  | 'network link'
  | 'firewall rule'
  | 'file'
  | 'control group'
  | 'kernel setting'
  | 'folder';

export interface Leftover {
  readonly kind: LeftoverKind;
  readonly name: string;
}

export async function findLeftovers(): Promise<readonly Leftover[]> {
  const found: Readonly<Record<LeftoverKind, readonly string[]>> = {
    process: processes().map(({ pid, command }) => `${pid} (${command})`),
    mount: mounts(),
    'network namespace': await networkNamespaces(),
    'network link': links(),
    'firewall rule': await firewallRules(),
    file: tracesInSharedFolders(),
    'control group': findControlGroups(),
    'kernel setting': differingKernelSettings(),
    folder: existsSync(state) ? [state] : []
  };
  return Object.entries(found).flatMap(([kind, names]) => names.map(name => ({ kind: kind as LeftoverKind, name })));
}

export interface FoundProcess {
  readonly pid: number;
  readonly command: string;
}

/** Daemons and shims by the mark in their environment, the processes of pods by their control group. */
export function processes(): readonly FoundProcess[] {
  const environmentMark = Object.entries(mark)
    .map(([name, value]) => `${name}=${value}`)
    .join('');
  return readdirSync('/proc').flatMap(name => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) {
      return [];
    }
    const ours =
      read(`/proc/${pid}/environ`).split('\0').includes(environmentMark) ||
      read(`/proc/${pid}/cgroup`).includes(`:/${controlGroup}/`);
    return ours && !isZombie(pid) ? [{ pid, command: read(`/proc/${pid}/comm`).trim() }] : [];
  });
}

/** Dead, and waiting for a parent that is not ours to look. */
function isZombie(pid: number): boolean {
  return /^State:\s+Z/m.test(read(`/proc/${pid}/status`));
}

/** Mounted places below our folder, the innermost first. */
export function mounts(): readonly string[] {
  const places = read('/proc/mounts')
    .split('\n')
    .map(line => line.split(' ')[1] ?? '');
  return places.filter(place => place.startsWith(`${state}/`)).reverse();
}

/** Those of pods: the network plugin gives each an address of ours. */
export async function networkNamespaces(): Promise<readonly string[]> {
  const names = readNames('/run/netns').filter(name => name.startsWith('cni-'));
  const answers = await Promise.all(
    names.map(async name => ({
      name,
      addresses: await run('ip', ['-netns', name, '-brief', 'address']).catch(() => '')
    }))
  );
  return answers.filter(({ addresses }) => addresses.includes(` ${network.podPrefix}`)).map(({ name }) => name);
}

export function links(): readonly string[] {
  const bridges: readonly string[] = [network.hostLink, network.podLink];
  return readNames('/sys/class/net').filter(name => bridges.includes(name) || bridges.includes(masterOf(name)));
}

function masterOf(link: string): string {
  const file = `/sys/class/net/${link}/master`;
  return existsSync(file) ? (readlinkSync(file).split('/').pop() ?? '') : '';
}

/** Nothing of ours should make any: pods do not leave the machine, and services have no proxy. */
async function firewallRules(): Promise<readonly string[]> {
  const rules = await run('iptables-save', []).catch(() => '');
  return rules.split('\n').filter(line => /\b(KUBE|CNI)-/.test(line) || line.includes(network.podPrefix));
}

function readNames(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Empty where it is gone or not ours to read: processes end while they are looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
