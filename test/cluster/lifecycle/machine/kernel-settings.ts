/** Settings of the kernel that the kubelet and the network plugin change for the whole machine: remembered before, put back afterwards. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { state } from '../places.js';

const changed = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
  'net/ipv4/ip_forward'
] as const;

type Settings = Readonly<Record<string, string>>;

const memory = `${state}/kernel-settings.json`;

export function rememberKernelSettings(): void {
  writeFileSync(memory, JSON.stringify(current(), null, 2));
}

/** Returns the names of those that were changed. */
export function differingKernelSettings(): readonly string[] {
  const now = current();
  return Object.entries(remembered()).flatMap(([name, value]) => (now[name] === value ? [] : [name]));
}

export function restoreKernelSettings(): void {
  const before = remembered();
  for (const name of differingKernelSettings()) {
    writeFileSync(`/proc/sys/${name}`, before[name] ?? '');
  }
}

function remembered(): Settings {
  return existsSync(memory) ? (JSON.parse(readFileSync(memory, 'utf8')) as Settings) : {};
}

function current(): Settings {
  const present = changed.filter(name => existsSync(`/proc/sys/${name}`));
  return Object.fromEntries(present.map(name => [name, readFileSync(`/proc/sys/${name}`, 'utf8').trim()]));
}
