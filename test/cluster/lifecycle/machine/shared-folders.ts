/** Traces in folders of the machine that the kubelet, containerd and the network plugins insist on. */
import { existsSync, readdirSync, readlinkSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { state } from '../places.js';

const networkRecords = '/var/lib/cni/results';
const logLinks = '/var/log/containers';

/** The innermost first. An empty one is made again by whoever wants it. */
const folders = [
  networkRecords,
  '/var/lib/cni',
  logLinks,
  '/var/lib/kubelet/device-plugins',
  '/var/lib/kubelet',
  '/run/containerd/s',
  '/run/containerd'
];

/** Files that are ours: what network plugins remember of pods, and links to the logs of containers. */
export function tracesInSharedFolders(): readonly string[] {
  const records = names(networkRecords).filter(name => name.startsWith('collard-pods-'));
  const links = names(logLinks).filter(name => readlinkSync(join(logLinks, name)).startsWith(`${state}/`));
  return [...records.map(name => join(networkRecords, name)), ...links.map(name => join(logLinks, name))];
}

export function cleanSharedFolders(): void {
  tracesInSharedFolders().forEach(file => rmSync(file));
  for (const folder of folders) {
    if (existsSync(folder) && readdirSync(folder).length === 0) {
      rmdirSync(folder);
    }
  }
}

function names(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
